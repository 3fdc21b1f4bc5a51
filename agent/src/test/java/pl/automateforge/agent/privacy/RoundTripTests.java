package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.Attachment;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.privacy.Restored.Changed;
import pl.automateforge.agent.privacy.Restored.Whole;

/** What was replaced comes back as it was, and nobody else's does. */
class RoundTripTests {
  private static final Redactor ALL = Redactor.of(List.of(PersonalData.values()), new Random(9));

  @Test
  void bringsEveryMailBack() {
    var mails = new BusinessMails(77);
    for (int i = 0; i < 10_000; i++) {
      String text = mails.next().text();
      text = i % 3 == 0 ? Surrounding.quotedPrintable(text, new Random(i)) : text;
      Redacting redacting = ALL.begin();
      String redacted = redacting.redact(text);
      assertThat(redacting.tokens().restore(redacted)).isEqualTo(new Whole(text));
    }
  }

  @Property(tries = 2_000)
  void bringsAnyTextBack(@ForAll("texts") String text) {
    Redacting redacting = ALL.begin();

    String redacted = redacting.redact(text);

    assertThat(redacting.tokens().restore(redacted)).isEqualTo(new Whole(text));
  }

  @Property(tries = 500)
  void refusesTheTokensOfOthers(@ForAll("texts") String text) {
    Redacting one = ALL.begin();
    Redacting other = ALL.begin();
    String foreign = other.redact("PESEL 44051401359");
    one.redact(text + " 44051401359");

    assertThat(one.tokens().restore(foreign)).isInstanceOf(Changed.class);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "44051401359",
            "526-025-02-74",
            "jan@acme.example",
            "Jan Kowalski",
            "⟦",
            "⟧",
            "·",
            "PESEL·",
            "⟦PESEL·k7f2xq·1⟧",
            "=\r\n",
            "=40",
            "%40",
            "\u200b",
            "\u0301",
            "ł",
            " ",
            "\n> ",
            "tel. 600 700 800",
            "𝟜𝟜𝟘𝟝𝟙𝟜𝟘𝟙𝟛𝟝𝟡",
            "a",
            "O",
            "\ud83d",
            "&#64;",
            "ul. Długa 5",
            "-");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(4))
        .list()
        .ofMaxSize(25)
        .map(list -> String.join("", list));
  }

  @Test
  void replacesInAWholeMessage() {
    var content =
        new Content(
            "Jan Gajos <jan.gajos@acme.example>",
            "jan.gajos@acme.example",
            "Umowa 44051401359",
            Instant.EPOCH,
            "<1@acme.example>",
            List.of(
                new Part(Part.Kind.BODY, "Pan Gajos, 44051401359"),
                new Part(Part.Kind.HIDDEN, "44051401359")),
            List.of(new Attachment("umowa_44051401359.pdf", "application/pdf", 1)),
            TextLanguage.PL,
            false,
            List.of("a note of jan.gajos@acme.example"));
    Redacting redacting = ALL.begin();

    Content redacted = redacting.redact(content);

    assertThat(redacted.toString()).doesNotContain("44051401359", "Gajos", "gajos", "1@acme");
    assertThat(redacted.senderAddress()).startsWith("⟦EMAIL·");
    assertThat(redacted.sender()).contains(redacted.senderAddress()).startsWith("⟦NAME·");
    assertThat(redacted.subject()).isEqualTo("Umowa " + redacted.parts().get(1).text());
    assertThat(redacted.attachments().getFirst().name()).matches("umowa_⟦PESEL·\\w+·1⟧\\.pdf");
    assertThat(redacted.messageId()).isEmpty();
    assertThat(redacted.sent()).isEqualTo(Instant.EPOCH);
    assertThat(redacting.counts()).containsEntry(PersonalData.PESEL, 1);
  }
}
