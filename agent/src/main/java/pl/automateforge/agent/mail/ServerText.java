package pl.automateforge.agent.mail;

import org.jspecify.annotations.Nullable;

/** What a server said, fit for a sentence: one line, printable, bounded. */
final class ServerText {
  private static final int LONGEST = 200;

  private ServerText() {}

  static String shown(@Nullable String said) {
    String line = said == null ? "" : said.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    return line.length() <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, LONGEST))) + "…";
  }

  /** What a sentence says from these words on; nothing where it lacks them. */
  static String after(String words, String sentence) {
    int at = sentence.indexOf(words);
    return at < 0 ? "" : sentence.substring(at);
  }
}
