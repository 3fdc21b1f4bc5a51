package pl.automateforge.agent.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Text to words and to stems. */
final class Words {
  private static final int STEM = 5;
  private static final Set<String> FREQUENT =
      Set.of(
          "and", "the", "for", "with", "that", "this", "from", "are", "you", "your", "our", "not",
          "have", "has", "was", "will", "oraz", "jest", "dla", "nie", "czy", "jak", "prosz",
          "ktore", "ktory", "tym", "tego", "przez", "przy", "pod", "sie", "ale", "jego", "wszys",
          "witam", "dzien", "dobry", "pozdr", "regar", "hello", "dear", "pleas", "name", "item",
          "answe", "above", "data", "json");

  private Words() {}

  /** The words of a text in order, in lower case, without diacritics. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        word.append(plain(c));
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /** What is left of a word when its ending goes; empty where it says nothing about a subject. */
  static String stem(String word) {
    if (word.length() < 3 || Character.isDigit(word.charAt(0))) {
      return "";
    }
    String stem = word.length() > STEM ? word.substring(0, STEM) : word;
    return FREQUENT.contains(stem) ? "" : stem;
  }

  private static char plain(char c) {
    char lower = Character.toLowerCase(c);
    return switch (lower) {
      case 'ą' -> 'a';
      case 'ć' -> 'c';
      case 'ę' -> 'e';
      case 'ł' -> 'l';
      case 'ń' -> 'n';
      case 'ó' -> 'o';
      case 'ś' -> 's';
      case 'ź', 'ż' -> 'z';
      default -> lower;
    };
  }

  /** The same text with one space between words, cut after {@code length} characters. */
  static String shortened(String text, int length) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= length) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(length - 1)) ? length - 1 : length;
    return line.substring(0, end);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
