package pl.automateforge.agent.content;

import java.util.List;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;
import pl.automateforge.agent.content.Content.TextLanguage;

/**
 * Tells Polish, English and everything else apart by small words, letters and word endings, with or
 * without Polish marks. Deterministic; looks at the first few thousand characters.
 */
public final class LanguageDetector {
  private static final int MAX_CHARACTERS = 4_000;
  private static final int MAX_WORDS = 200;

  private LanguageDetector() {}

  /** The language of what a person wrote; of what they quoted where they wrote nothing. */
  static TextLanguage of(String subject, List<Part> parts) {
    var written = new StringBuilder(subject).append('\n');
    for (Part part : parts) {
      if (part.kind() == Kind.BODY && written.length() < MAX_CHARACTERS) {
        written.append(Ascii.cut(part.text(), MAX_CHARACTERS)).append('\n');
      }
    }
    return of(written.toString());
  }

  /** The language of a text. */
  public static TextLanguage of(String text) {
    var evidence = new LanguageEvidence();
    int start = -1;
    int end = Math.min(text.length(), MAX_CHARACTERS);
    for (int i = 0; i <= end && evidence.words() < MAX_WORDS; i++) {
      boolean letter =
          i < end && (Character.isLetter(text.charAt(i)) || isApostrophe(text, i, end));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        boolean inAddress = isInAddress(text, start, i, end);
        if (!inAddress) {
          evidence.add(text.substring(start, i));
        }
        start = -1;
      }
    }
    return evidence.language();
  }

  private static boolean isApostrophe(String text, int i, int end) {
    char c = text.charAt(i);
    return (c == '\'' || c == '’')
        && i > 0
        && i + 1 < end
        && Character.isLetter(text.charAt(i - 1))
        && Character.isLetter(text.charAt(i + 1));
  }

  /** Words of addresses and file names are in no language. */
  private static boolean isInAddress(String text, int from, int to, int end) {
    char before = from > 0 ? text.charAt(from - 1) : ' ';
    char after = to < end ? text.charAt(to) : ' ';
    boolean dotted = after == '.' && to + 1 < end && Character.isLetterOrDigit(text.charAt(to + 1));
    return before == '@'
        || after == '@'
        || before == '/'
        || after == '/'
        || (before == '.' && from > 1 && Character.isLetterOrDigit(text.charAt(from - 2)))
        || dotted;
  }
}
