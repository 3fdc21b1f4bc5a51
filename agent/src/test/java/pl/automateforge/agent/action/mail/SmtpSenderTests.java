package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

class SmtpSenderTests {
  private static final MailAddress JAN = new MailAddress("jan", "client.example");
  private static final MailAddress EVA = new MailAddress("eva", "client.example");
  private static final byte[] MAIL =
      "Subject: x\r\n\r\n.one\r\n..\r\n.\r\nend\r\n".getBytes(US_ASCII);

  private SmtpLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new SmtpLab();
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  @Test
  void sendsOneTransactionToAll() {
    EffectResult result = lab.sender().send(List.of(JAN, EVA), MAIL);

    assertThat(result).isEqualTo(new EffectResult.Done("SMTP 250, queued as 4F"));
    assertThat(lab.smtp.taken)
        .containsExactly(
            new ScriptedSmtp.Taken(
                "<biuro@acme.example>",
                List.of("<jan@client.example>", "<eva@client.example>"),
                new String(MAIL, US_ASCII)));
    assertThat(lab.smtp.commands)
        .map(command -> command.replaceFirst("^(AUTH \\w+).*", "$1"))
        .containsExactly(
            "EHLO acme.example",
            "AUTH PLAIN",
            "MAIL FROM:<biuro@acme.example>",
            "RCPT TO:<jan@client.example>",
            "RCPT TO:<eva@client.example>",
            "DATA",
            "QUIT");
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 5.7.1 biuro@acme.example may not, 'Refused', 'the server refused the sender: 550 5.7.1;'",
    "MAIL, 550 5.7.30 Basic auth, 'Refused', 'Microsoft 365'",
    "RCPT TO:<EVA, 550 5.1.1 no such user, 'Refused', 'a recipient: 550 5.1.1;'",
    "RCPT TO:<EVA, 452 4.5.3 too many, 'NotNow', 'a recipient: 452 4.5.3;'",
    "DATA, 554 no, 'Refused', 'the mail: 554;'",
    "., 550 5.7.1 spam, 'Refused', 'the mail: 550 5.7.1;'",
    "., 451 4.3.0 later, 'NotNow', 'the mail: 451 4.3.0;'",
    "AUTH, 535 5.7.8 no, 'NotNow', 'the login: 535 5.7.8;'",
    "GREETING, 554 go away, 'NotNow', ''",
    "MAIL, '', 'NotNow', 'not sent: '",
    "RCPT TO:<EVA, '', 'NotNow', 'not sent: '",
    "DATA, '', 'NotNow', 'not sent: '",
    "., '', 'Unknown', 'no answer after the whole mail: '",
    "., hello, 'Unknown', ''",
    "., 300 what, 'Unknown', ''",
  })
  void tellsWhatBecameOfIt(String command, String answer, String kind, String cause) {
    lab.smtp.answer(command, answer);

    EffectResult result = lab.sender().send(List.of(JAN, EVA), MAIL);

    assertThat(result.getClass().getSimpleName()).as(result.toString()).isEqualTo(kind);
    assertThat(result.toString())
        .contains(cause)
        .doesNotContain("may not", "client.example", "hasło");
    if (!kind.equals("Unknown")) {
      assertThat(lab.smtp.taken).isEmpty();
    }
  }

  @Test
  void sendsToNobodyWhereOneRecipientIsRefused() {
    lab.smtp.answer("RCPT TO:<JAN", "550 5.1.1 no");

    lab.sender().send(List.of(JAN, EVA), MAIL);

    assertThat(lab.smtp.taken).isEmpty();
    assertThat(lab.smtp.commands).contains("RSET").doesNotContain("DATA");
  }

  @Test
  void doubtsAMailWhoseEndWasNotAnsweredInTime() {
    lab.smtp.answer(".", ScriptedSmtp.SILENCE);

    EffectResult result = lab.sender(lab.smtp.port(), null, 700).send(List.of(JAN), MAIL);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Unknown.class,
            unknown -> assertThat(unknown.cause()).contains("did not answer in time"));
  }

  @Test
  void putsOffWhereTheServerIsSilentBefore() {
    lab.smtp.answer("MAIL", ScriptedSmtp.SILENCE);

    assertThat(lab.sender(lab.smtp.port(), null, 700).send(List.of(JAN), MAIL))
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class,
            notNow -> assertThat(notNow.cause()).contains("did not answer in time"));
  }

  @Test
  void putsOffWhereNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(lab.sender(port, null, 5_000).send(List.of(JAN), MAIL))
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class,
            notNow -> assertThat(notNow.cause()).contains("127.0.0.1:" + port, "no connection"));
    assertThat(lab.sender(port, null, 5_000).check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class, failed -> assertThat(failed.cure()).isNotBlank());
  }

  @Test
  void checksLoginAndSenderAndSendsNothing() {
    assertThat(lab.sender().check())
        .isInstanceOfSatisfying(
            CheckResult.Fine.class,
            fine ->
                assertThat(fine.detail())
                    .contains("biuro at 127.0.0.1:", "may send as biuro@acme.example", " ms"));
    assertThat(lab.smtp.taken).isEmpty();
    assertThat(lab.smtp.commands).contains("RSET").noneMatch(command -> command.startsWith("RCPT"));
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH, 535 5.7.139 basic, Microsoft 365",
    "AUTH, 535 5.7.8 bad, check name and password",
    "AUTH, 535 bad, check mail.smtp.auth",
    "MAIL, 550 5.7.60 not yours, may send as",
    "MAIL, 550 no, belongs to this login",
  })
  void namesTheCure(String command, String answer, String cure) {
    lab.smtp.answer(command, answer);

    assertThat(lab.sender().check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.cure()).contains(cure);
              assertThat(failed.detail()).contains("127.0.0.1:").doesNotContain("hasło");
            });
  }
}
