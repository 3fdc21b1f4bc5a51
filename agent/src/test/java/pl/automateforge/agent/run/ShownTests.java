package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.privacy.PersonalData;
import pl.automateforge.agent.privacy.Redactor;
import pl.automateforge.agent.source.PlainItem;

class ShownTests {
  private static final Redactor REDACTOR = Redactor.of(List.of(PersonalData.PESEL));
  private static final String PESEL = "44051401359";

  private static Content read(byte[] raw) {
    return ((Reading.Text) new ContentReader(ContentLimits.DEFAULT).read(raw, false)).content();
  }

  private static String title(String text) {
    return Shown.of(REDACTOR, read(PlainItem.mime(text))).texts("", Map.of()).subject();
  }

  @Test
  void callsAnItemWithoutSubjectByTheBeginningOfItsText() {
    assertThat(title("Umowa\n\t najmu   lokalu")).isEqualTo("Umowa najmu lokalu");
    assertThat(title("x".repeat(200))).isEqualTo("x".repeat(80));
  }

  @Test
  void keepsPersonalDataOutOfTheTitleAndTokensWhole() {
    assertThat(title("Wniosek, PESEL " + PESEL + ", o zwrot"))
        .startsWith("Wniosek, PESEL \u27e6PESEL\u00b7")
        .endsWith(", o zwrot")
        .doesNotContain(PESEL);
    for (int before = 40; before < 90; before++) {
      assertThat(title("a".repeat(before) + " PESEL " + PESEL + " b"))
          .doesNotContain(PESEL)
          .matches("[^\u27e6\u27e7]*(\u27e6[^\u27e6\u27e7]*\u27e7[^\u27e6\u27e7]*)?");
    }
  }

  @Test
  void leavesMailAsItIs() {
    byte[] mail =
        "From: Jan <jan@acme.example>\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(Shown.of(REDACTOR, read(mail)).texts("", Map.of()).subject()).isEmpty();
  }
}
