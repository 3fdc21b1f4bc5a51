package pl.automateforge.agent.action.mail;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a mail is not answered by itself: nobody, or a program, or a list would read the answer. */
final class LoopGuard {
  private static final Pattern NOBODY =
      Pattern.compile(
          "mailer-daemon|postmaster|listserv|majordomo|owner-.*|.*-owner|.*-request|bounces?([+.-].*)?"
              + "|.*(no|not|nie)[._-]?(reply|respond|odpowiadaj|odpisuj).*");
  private static final Pattern BULK = Pattern.compile("bulk|list|junk|auto_reply");
  private static final Pattern NULL_SENDER = Pattern.compile("<\\s*>|\"\"");

  private LoopGuard() {}

  /**
   * The reason, as a sentence without the mail's own words; empty where an answer may go.
   *
   * @param own addresses that this agent sends from or reads
   */
  static Optional<String> reason(Original mail, Collection<MailAddress> own) {
    Optional<String> written = byHeaders(mail.headers());
    if (written.isPresent()) {
      return written;
    }
    Optional<MailAddress> from = mail.from();
    if (from.isEmpty()) {
      return Optional.of("its From does not name exactly one address");
    }
    if (own.stream().anyMatch(from.get()::isSameAs)) {
      return Optional.of("it comes from an address of this agent's own");
    }
    return isNobody(from.get())
        ? Optional.of("nobody reads answers at the address that it comes from")
        : Optional.empty();
  }

  /** Whether an address says by its name that nobody reads there. */
  static boolean isNobody(MailAddress address) {
    return NOBODY.matcher(address.local().toLowerCase(Locale.ROOT)).matches();
  }

  private static Optional<String> byHeaders(OriginalHeaders headers) {
    if (headers.all("auto-submitted").stream().anyMatch(value -> !word(value).equals("no"))) {
      return Optional.of("it was sent by a program (Auto-Submitted)");
    }
    if (headers.has("x-autoforge-effect")) {
      return Optional.of("an agent wrote it (X-AutoForge-Effect)");
    }
    if (headers.has("x-auto-response-suppress")) {
      return Optional.of("it asks for no automatic answer (X-Auto-Response-Suppress)");
    }
    if (headers.all("precedence").stream().anyMatch(value -> BULK.matcher(word(value)).matches())) {
      return Optional.of("it went to many (Precedence)");
    }
    if (headers.hasAny("list-")) {
      return Optional.of("it came through a list (List-*)");
    }
    if (headers.all("return-path").stream().anyMatch(v -> NULL_SENDER.matcher(v).matches())) {
      return Optional.of("it has the null sender (Return-Path)");
    }
    return word(headers.first("content-type")).equals("multipart/report")
        ? Optional.of("it is a report of a mail server (multipart/report)")
        : Optional.empty();
  }

  /** The value without parameters and comments, in lower case. */
  private static String word(String value) {
    return value.replaceFirst("[;(].*", "").strip().toLowerCase(Locale.ROOT);
  }
}
