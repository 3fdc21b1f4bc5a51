package pl.automateforge.agent.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.MailSpec;

/**
 * The message of a trial: everybody who meets it sees that it is one. Its sender is the agent's own
 * address, so that an answer to it comes home.
 *
 * @param nonce no other trial bears it
 */
record TrialMail(String nonce, AgentSpec spec, Instant at) {
  /** Of the message, beside the subject: programs recognise it by that. */
  static final String HEADER = "X-AutoForge-Trial";

  private static final String NOBODY = "trial@autoforge.invalid";

  private static final String POLISH =
      """
      To jest wiadomość próbna wysłana przez AutoForge. Nikt jej nie napisał i nie trzeba na nią odpowiadać.
      Agent "%s" sprawdza na niej całą drogę: odbiór, decyzję, działanie i zapis.
      Jeśli widzisz ją w skrzynce, na kanale albo w systemie docelowym, próba dotarła na miejsce i możesz ją usunąć.
      """;

  private static final String ENGLISH =
      """
      This is a test message made by AutoForge. Nobody wrote it, and nobody needs to answer.
      The agent "%s" tries the whole way with it: reading, deciding, acting and recording.
      Where you see it in a mailbox, a channel or another system, the trial has arrived and you may delete it.
      """;

  /** How the subject begins. */
  String mark() {
    return "[AutoForge trial " + nonce + "]";
  }

  /** The subject: only ASCII, so that it reads the same wherever it is shown. */
  String subject() {
    return mark() + (spec.language() == Language.EN ? " test message" : " wiadomosc probna");
  }

  /** The raw message. */
  byte[] raw() {
    String text =
        String.join("\n", texts().stream().map(each -> each.formatted(spec.name())).toList())
            + "\n"
            + mark()
            + "\n";
    return String.join(
            "\r\n",
            "From: AutoForge trial <" + sender() + ">",
            "To: " + sender(),
            "Subject: " + subject(),
            "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)),
            "Message-ID: <" + nonce + ".trial@autoforge.invalid>",
            HEADER + ": " + nonce,
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private List<String> texts() {
    return switch (spec.language()) {
      case PL -> List.of(POLISH);
      case EN -> List.of(ENGLISH);
      case MULTILINGUAL -> List.of(POLISH, ENGLISH);
    };
  }

  private String sender() {
    MailSpec mail = spec.mail();
    return mail == null ? NOBODY : mail.smtp().from();
  }
}
