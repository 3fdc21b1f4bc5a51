package pl.automateforge.agent.run;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an effect that a mail says it came of: by the header that this agent's mails carry, or
 * by the form of their Message-ID. Anyone may write either: only the journal tells whether it is
 * true.
 */
final class OwnMark {
  private static final int LONGEST_HEAD = 64 << 10;
  private static final Pattern HEADER =
      Pattern.compile("(?im)^X-AutoForge-Effect:[ \\t]*([0-9a-f]{8,64})[ \\t]*\\r?$");
  private static final Pattern END = Pattern.compile("\\r?\\n\\r?\\n");
  private static final Pattern MESSAGE_ID =
      Pattern.compile("^\\s*<?([0-9a-f]{8,64})@[^@>\\s]+>?\\s*$");

  private OwnMark() {}

  /** What the head of a raw mail says; null where it says nothing. */
  static @Nullable String of(byte[] raw) {
    String head =
        new String(raw, 0, Math.min(raw.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
    Matcher end = END.matcher(head);
    Matcher header = HEADER.matcher(end.find() ? head.substring(0, end.start()) : head);
    return header.find() ? header.group(1) : null;
  }

  /** What a Message-ID says. */
  static Optional<String> ofMessageId(String messageId) {
    Matcher matcher = MESSAGE_ID.matcher(messageId);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
