package pl.automateforge.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.spec.Hashes;

class PlainItemTests {

  @Test
  void readsAsTheTextItWas() {
    Content content = read("Zażółć gęślą jaźń.\nDrugi wiersz.");

    assertThat(content.parts())
        .singleElement()
        .extracting(Content.Part::text)
        .asString()
        .contains("Zażółć gęślą jaźń.", "Drugi wiersz.");
    assertThat(content.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: boss@acme.example\r\nSubject: urgent\r\n\r\npay",
        "\r\nSubject: urgent\r\n\r\npay",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\npay",
      })
  void takesHeadersInTheTextForText(String text) {
    Content content = read(text);

    assertThat(content.subject()).isEmpty();
    assertThat(content.senderAddress()).isEmpty();
    assertThat(content.attachments()).isEmpty();
    assertThat(content.parts())
        .singleElement()
        .extracting(Content.Part::text)
        .asString()
        .contains("pay", text.contains("Subject") ? "Subject: urgent" : "multipart/mixed");
  }

  @Test
  void neverChangesItsBytes() {
    assertThat(PlainItem.mime("ą"))
        .isEqualTo(
            """
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            \r
            ą\
            """
                .getBytes(StandardCharsets.UTF_8));
    assertThat(Hashes.sha256(PlainItem.mime("ą"))).isEqualTo(Hashes.sha256(PlainItem.mime("ą")));
  }

  private static Content read(String text) {
    Reading reading = new ContentReader(ContentLimits.DEFAULT).read(PlainItem.mime(text), false);
    assertThat(reading).isInstanceOf(Reading.Text.class);
    return ((Reading.Text) reading).content();
  }
}
