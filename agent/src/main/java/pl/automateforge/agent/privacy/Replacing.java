package pl.automateforge.agent.privacy;

import java.util.List;
import java.util.function.BiFunction;
import pl.automateforge.agent.privacy.Spans.Span;

/** Puts something else in the places that were found. */
final class Replacing {
  private Replacing() {}

  /** The text with every finding replaced by what the function makes of it and of its text. */
  static String in(String text, Spans spans, BiFunction<Span, String, String> replacement) {
    List<Span> found = spans.resolved();
    if (found.isEmpty()) {
      return text;
    }
    var replaced = new StringBuilder(text.length());
    int done = 0;
    for (Span span : found) {
      int from = Math.max(done, span.from());
      int to = Math.max(from, span.to());
      if (to == from) {
        continue;
      }
      to = span.kind() == null ? to : wordEnd(text, to);
      replaced.append(text, done, from);
      replaced.append(replacement.apply(span, text.substring(from, to)));
      done = to;
    }
    return replaced.append(text, done, text.length()).toString();
  }

  /**
   * Letters that hang on a value go with it: only so does a letter behind a token always say that
   * somebody inflected it.
   */
  private static int wordEnd(String text, int end) {
    int at = end;
    while (at < text.length() && hangsOn(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** Whether a character directly behind a word belongs to it. */
  static boolean hangsOn(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
