package pl.automateforge.agent.content;

import java.util.Locale;
import pl.automateforge.agent.content.Content.TextLanguage;

/** What the words of a text say about its language. For one text by one thread. */
final class LanguageEvidence {
  private static final String POLISH_LETTERS = "ąęłśćńźż";
  private static final String OTHER_LETTERS = "äöüßéèêëàâáíîïìúûùůýřěčšžťďňľĺŕôòõãåæøœçñğışőűţșăâđ";
  private static final String MARKED = "ąćęłńóśźżäöüéèêëàâáíîïìúûùůýřěčšžťďňôòõãåçñ’";
  private static final String UNMARKED = "acelnoszzaoueeeeaaaiiiiuuuuyrecsztdnoooaacn'";

  private static final double LETTER = 1.5;
  private static final double PIECE = 0.4;
  private static final int MAX_WORD = 30;

  /** Below this share of known words a text is in no language that is known. */
  private static final double MIN_SHARE = 0.12;

  /** One word that several languages share is not enough. */
  private static final double MIN_EVIDENCE = 0.7;

  private final double[] scores = new double[LanguageWords.count()];
  private double foreignLetters;
  private int words;
  private int latinLetters;
  private int otherLetters;

  int words() {
    return words;
  }

  void add(String word) {
    words++;
    char first = word.charAt(0);
    boolean latin =
        first < 0x250 || Character.UnicodeScript.of(first) == Character.UnicodeScript.LATIN;
    if (!latin) {
      otherLetters += word.length();
      return;
    }
    latinLetters += word.length();
    if (word.length() <= MAX_WORD) {
      String lower = word.toLowerCase(Locale.ROOT);
      addLetters(lower);
      addWord(unmarked(lower));
    }
  }

  private void addLetters(String word) {
    boolean polish = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 127) {
        if (OTHER_LETTERS.indexOf(c) >= 0) {
          foreignLetters += LETTER;
          return;
        }
        polish |= POLISH_LETTERS.indexOf(c) >= 0;
      }
    }
    scores[LanguageWords.POLISH] += polish ? LETTER : 0;
  }

  private void addWord(String word) {
    int languages = LanguageWords.languagesOf(word);
    if (languages != 0) {
      double weight = weight(word);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += (languages >> i & 1) * weight;
      }
    } else if (word.length() > 3) {
      int pieces = LanguageWords.piecesOf(word);
      scores[LanguageWords.POLISH] += (pieces >> LanguageWords.POLISH & 1) * PIECE;
      scores[LanguageWords.ENGLISH] += (pieces >> LanguageWords.ENGLISH & 1) * PIECE;
    }
  }

  /** Words of one or two letters mean little: many languages share them. */
  private static double weight(String word) {
    return switch (word.length()) {
      case 1 -> 0.4;
      case 2 -> 0.8;
      default -> 1;
    };
  }

  private static String unmarked(String word) {
    char[] letters = null;
    for (int i = 0; i < word.length(); i++) {
      int at = word.charAt(i) > 127 ? MARKED.indexOf(word.charAt(i)) : -1;
      if (at >= 0) {
        letters = letters == null ? word.toCharArray() : letters;
        letters[i] = UNMARKED.charAt(at);
      }
    }
    return letters == null ? word : new String(letters);
  }

  TextLanguage language() {
    if (otherLetters * 2 > latinLetters) {
      return TextLanguage.OTHER;
    }
    double polish = scores[LanguageWords.POLISH];
    double english = scores[LanguageWords.ENGLISH];
    double best = Math.max(polish, english);
    double other = 0;
    for (int i = LanguageWords.ENGLISH + 1; i < scores.length; i++) {
      other = Math.max(other, scores[i]);
    }
    if (best < MIN_SHARE * words || best < MIN_EVIDENCE || other + foreignLetters > best) {
      return TextLanguage.OTHER;
    }
    return polish >= english ? TextLanguage.PL : TextLanguage.EN;
  }
}
