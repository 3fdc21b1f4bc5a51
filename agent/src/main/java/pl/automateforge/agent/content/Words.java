package pl.automateforge.agent.content;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pl.automateforge.agent.content.Content.Part;

/**
 * The text of one part of a message, or of several that belong together.
 *
 * @param parts what can be seen, in reading order
 * @param hidden what cannot
 */
record Words(List<Part> parts, String hidden) {
  static final Words NONE = new Words(List.of(), "");

  private static final int MIN_WORD = 3;

  Words {
    parts = List.copyOf(parts);
  }

  boolean isBlank() {
    return parts.isEmpty();
  }

  /** How many letters and digits can be seen. */
  int letters() {
    int letters = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.text().length(); i++) {
        letters += Character.isLetterOrDigit(part.text().charAt(i)) ? 1 : 0;
      }
    }
    return letters;
  }

  /** Hashes of the words that can be seen. */
  Set<Integer> hashes() {
    Set<Integer> hashes = new HashSet<>();
    for (Part part : parts) {
      addHashes(part.text(), hashes);
    }
    return hashes;
  }

  static Set<Integer> hashes(String text) {
    Set<Integer> hashes = new HashSet<>();
    addHashes(text, hashes);
    return hashes;
  }

  private static void addHashes(String text, Set<Integer> hashes) {
    int hash = 0;
    int length = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c)) {
        hash = hash * 31 + Character.toLowerCase(c);
        length++;
      } else {
        if (length >= MIN_WORD) {
          hashes.add(hash);
        }
        hash = 0;
        length = 0;
      }
    }
  }
}
