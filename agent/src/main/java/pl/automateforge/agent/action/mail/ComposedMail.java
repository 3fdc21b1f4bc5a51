package pl.automateforge.agent.action.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail of plain text, to be written.
 *
 * @param from null for a draft whose sender is not known; a mail program fills it in
 * @param to at least one, but of a draft
 * @param subject of one line
 * @param effect the id that its Message-ID is made of
 * @param automatic the word of Auto-Submitted; null for a draft, which a person sends
 * @param answers the thread it belongs to; null where it begins one
 * @param disclosure what programs are told of an AI's part in it; null where it has none, and for a
 *     draft: what becomes of that is the person's who sends it
 */
record ComposedMail(
    @Nullable MailAddress from,
    List<MailAddress> to,
    String subject,
    String text,
    Instant date,
    String effect,
    @Nullable String automatic,
    @Nullable Conversation answers,
    @Nullable String disclosure) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

  /** RFC 2606 keeps this domain from ever being anyone's. */
  private static final String NOBODYS = "autoforge.invalid";

  ComposedMail {
    to = List.copyOf(to);
    if (to.isEmpty() && automatic != null) {
      throw new IllegalArgumentException("a mail without a recipient");
    }
    if (!effect.matches("[0-9a-f]{8,64}")) {
      throw new IllegalArgumentException("the effect's id is not hexadecimal");
    }
  }

  /**
   * Where a mail stands in a conversation.
   *
   * @param inReplyTo the original's Message-ID
   * @param references oldest first, the original last
   */
  record Conversation(String inReplyTo, List<String> references) {
    Conversation {
      references = List.copyOf(references);
    }
  }

  /** Of the effect and the sender's domain, the same on any machine. */
  static String messageId(String effect, @Nullable MailAddress from) {
    return "<" + effect + "@" + (from == null ? NOBODYS : from.domain()) + ">";
  }

  /**
   * As it is sent: ASCII, lines end with CRLF.
   *
   * @throws IllegalArgumentException where a value could end a header's line
   */
  byte[] bytes() {
    HeaderBlock header = new HeaderBlock();
    header.add("Date", DATE.format(date.atOffset(ZoneOffset.UTC)));
    if (from != null) {
      header.add("From", from.toString());
    }
    if (!to.isEmpty()) {
      header.add("To", to.stream().map(MailAddress::toString).toList(), ",");
    }
    header.text("Subject", subject);
    header.add("Message-ID", messageId(effect, from));
    if (answers != null) {
      header.add("In-Reply-To", answers.inReplyTo());
      header.add("References", answers.references(), "");
    }
    if (automatic != null) {
      header.add("Auto-Submitted", automatic);
    }
    if (disclosure != null) {
      header.add(AiNotice.HEADER, disclosure);
    }
    header.add("MIME-Version", "1.0");
    header.add("Content-Type", "text/plain; charset=utf-8");
    header.add("Content-Transfer-Encoding", "quoted-printable");
    header.add("X-AutoForge-Effect", effect);
    return (header.text() + QuotedPrintable.encode(text)).getBytes(StandardCharsets.US_ASCII);
  }
}
