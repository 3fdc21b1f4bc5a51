package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content.TextLanguage;

class LoopGuardTests {
  private static final String FROM = "From: Jan Kowalski <jan@client.example>";
  private static final List<MailAddress> OWN = List.of(new MailAddress("biuro", "acme.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; x=y",
        "Auto-Submitted: no\r\nAuto-Submitted: auto-notified",
        "auto-submitted : auto-replied",
        "Precedence: bulk",
        "Precedence: LIST",
        "Precedence: junk",
        "List-Id: <news.client.example>",
        "List-Unsubscribe:\r\n <https://client.example/u>",
        "Return-Path: <>",
        "Return-Path: < >",
        "X-Auto-Response-Suppress: All",
        "X-AutoForge-Effect: 0123",
        "Content-Type: multipart/report; report-type=delivery-status",
        "From: x@evil.example",
      })
  void leavesProgramsAndListsAlone(String header) {
    assertThat(reason(FROM + "\r\n" + header)).isNotEmpty();
    assertThat(reason(header + "\r\n" + FROM)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailer-daemon@client.example",
        "MAILER-DAEMON@client.example",
        "postmaster@client.example",
        "noreply@client.example",
        "no-reply@client.example",
        "do.not.reply@client.example",
        "no_reply-7@client.example",
        "donotreply@client.example",
        "nie-odpowiadaj@client.example",
        "bounce+17@client.example",
        "news-request@client.example",
        "biuro@acme.example",
        "Biuro@ACME.example",
        "a@client.example, b@client.example",
        "Jan Kowalski",
      })
  void leavesAddressesAloneWhereNobodyReads(String from) {
    assertThat(reason("From: " + from)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: no",
        "Auto-Submitted: No (written by hand)",
        "Return-Path: <jan@client.example>",
        "Precedence: first-class",
        "Subject: List-Id: not a header",
        "Reply-To: x@evil.example",
      })
  void answersPeople(String header) {
    assertThat(reason(FROM + "\r\n" + header)).isEmpty();
  }

  @Test
  void seesNoHeaderInTheText() {
    assertThat(reason(FROM + "\r\n\r\nPrecedence: bulk")).isEmpty();
  }

  @Test
  void saysNothingThatTheMailSays() {
    assertThat(reason("From: x@evil.example\r\nFrom: y@evil.example").orElseThrow())
        .isEqualTo("its From does not name exactly one address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Faktura | Re: Faktura",
        "Re: Faktura | Re: Faktura",
        "RE: Odp: re[2]: Faktura | Re: Faktura",
        "=?utf-8?Q?Za=C5=BC=C3=B3=C5=82=C4=87=0D=0ABcc:_x?= | Re: Zażółć Bcc: x",
        "Reklamacja | Re: Reklamacja",
      })
  void answersUnderOneRe(String subject, String answer) {
    assertThat(original(FROM + "\r\nSubject: " + subject).answerSubject()).isEqualTo(answer);
  }

  @Test
  void continuesTheThread() {
    ComposedMail.Conversation thread =
        original(FROM + "\r\nMessage-ID: <c@x>\r\nReferences: <a@x>\r\n <b@x> junk").thread();

    assertThat(thread)
        .isEqualTo(new ComposedMail.Conversation("<c@x>", List.of("<a@x>", "<b@x>", "<c@x>")));
  }

  @Test
  void boundsTheThread() {
    String many = "<a@x> ".repeat(500);
    ComposedMail.Conversation thread =
        original(FROM + "\r\nMessage-ID: <c@x>\r\nReferences: " + many).thread();

    assertThat(Objects.requireNonNull(thread).references()).hasSize(20).endsWith("<c@x>");
  }

  @Test
  void beginsAThreadWhereTheIdIsNone() {
    assertThat(original(FROM + "\r\nMessage-ID: <a b@x>").thread()).isNull();
    assertThat(original(FROM).thread()).isNull();
  }

  @Test
  void tellsTheReaderThatAnAiWrote() {
    assertThat(AiNotice.under("Tak.", TextLanguage.PL)).contains("sztuczna inteligencja");
    assertThat(AiNotice.under("Yes.", TextLanguage.EN)).contains("an AI");
    assertThat(AiNotice.under("Oui.", TextLanguage.OTHER))
        .startsWith("Oui.\n\n")
        .contains("sztuczna inteligencja", "an AI");
  }

  private static java.util.Optional<String> reason(String head) {
    return LoopGuard.reason(original(head), OWN);
  }

  private static Original original(String head) {
    byte[] raw = (head + "\r\n\r\nTreść\r\n").getBytes(UTF_8);
    return Original.of(raw, false);
  }
}
