package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposedMailTests {
  private static final MailAddress OFFICE = new MailAddress("biuro", "acme.example");
  private static final MailAddress JAN = new MailAddress("jan", "client.example");
  private static final String EFFECT = "0123456789abcdef0123456789abcdef";

  @Test
  void writesWhatAnotherReaderReadsBack() throws Exception {
    String text =
        "Dzień dobry,\n\n.kropka na początku\nFrom tej linii\nkoniec \n" + "ż".repeat(200);
    MimeMessage read = read(mail("Pilne: zażółć gęślą jaźń, ".repeat(9), text));

    assertThat(read.getSubject()).isEqualTo("Pilne: zażółć gęślą jaźń, ".repeat(9));
    assertThat(((String) read.getContent()).replace("\r\n", "\n")).isEqualTo(text + "\n");
    assertThat(read.getFrom()).extracting(Object::toString).containsExactly("biuro@acme.example");
    assertThat(read.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("jan@client.example", "biuro@acme.example");
    assertThat(read.getMessageID()).isEqualTo("<" + EFFECT + "@acme.example>");
    assertThat(read.getSentDate().toInstant()).isEqualTo(Instant.parse("2026-11-02T03:04:05Z"));
    assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(read.getHeader("X-AutoForge-Effect")).containsExactly(EFFECT);
    assertThat(read.getHeader("In-Reply-To")).containsExactly("<b@x>");
    assertThat(read.getHeader("References", " ").replaceAll("\\s+", " ")).isEqualTo("<a@x> <b@x>");
  }

  @Test
  void keepsEveryLineShortAndOfAscii() {
    byte[] bytes = mail("ż".repeat(500), "\uD83D\uDE00".repeat(2_000) + "\n..\n.\n").bytes();

    assertThat(new String(bytes, ISO_8859_1).split("\r\n", -1))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(79).matches("[\\t -~]*"))
        .noneMatch(line -> line.startsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "a\u760Db", "a\u760Ab", "a\u2028b", "a\u0085b"})
  void refusesWhatCouldEndALine(String subject) {
    assertThatThrownBy(() -> mail(subject, "x").bytes())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Subject: U+")
        .hasMessageContaining("at character 2 may end the line");
  }

  @Test
  void refusesAMailWithoutRecipientOrWithAForeignId() {
    assertThatThrownBy(() ->
            new ComposedMail(
                OFFICE, List.of(), "x", "y", Instant.EPOCH, EFFECT, "auto-generated", null, null))
        .hasMessage("a mail without a recipient");
    assertThatThrownBy(() ->
            new ComposedMail(
                OFFICE,
                List.of(JAN),
                "x",
                "y",
                Instant.EPOCH,
                "a\r\nb",
                "auto-generated",
                null,
                null))
        .hasMessage("the effect's id is not hexadecimal");
  }

  /** S7: header names in order are always the same, whatever the values hold. */
  @Test
  void writesNoHeaderMoreWhateverComes() {
    List<String> names = names(mail("x", "y"));
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      try {
        assertThat(names(mail(Hostile.value(i), Hostile.value(-i))))
            .as("value %d", i)
            .isEqualTo(names);
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2_000, 9_000);
  }

  private static List<String> names(ComposedMail mail) {
    String head = new String(mail.bytes(), ISO_8859_1);
    return head.substring(0, head.indexOf("\r\n\r\n"))
        .lines()
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
        .toList();
  }

  private static ComposedMail mail(String subject, String text) {
    return new ComposedMail(
        OFFICE,
        List.of(JAN, OFFICE),
        subject,
        text,
        Instant.parse("2026-11-02T03:04:05Z"),
        EFFECT,
        "auto-replied",
        new ComposedMail.Conversation("<b@x>", List.of("<a@x>", "<b@x>")),
        AiNotice.REVIEWED);
  }

  private static MimeMessage read(ComposedMail mail) throws Exception {
    byte[] bytes = mail.bytes();
    assertThat(new String(bytes, US_ASCII).getBytes(US_ASCII)).isEqualTo(bytes);
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }
}
