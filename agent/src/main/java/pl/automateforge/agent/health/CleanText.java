package pl.automateforge.agent.health;

import org.jspecify.annotations.Nullable;

/** Texts of log events without secrets, bounded. */
record CleanText(Redaction redaction) {
  private static final int MAX_MESSAGE = 8_192;
  private static final int MAX_READ = 65_536;

  /** Redacted before it is cut, so that a cut leaves no piece of a secret. */
  String of(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    boolean endless = text.length() > MAX_READ;
    String clean = redaction.apply(endless ? text.substring(0, MAX_READ) : text);
    int end = endless ? Math.max(0, clean.length() - redaction.longest()) : clean.length();
    end = Math.min(end, MAX_MESSAGE);
    return end < clean.length() || endless
        ? clean.substring(0, end) + "… (" + text.length() + " characters)"
        : clean;
  }
}
