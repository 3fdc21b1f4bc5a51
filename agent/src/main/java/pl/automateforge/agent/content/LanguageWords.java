package pl.automateforge.agent.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The small words of some languages, and pieces of longer Polish and English words. */
final class LanguageWords {
  static final int POLISH = 0;
  static final int ENGLISH = 1;

  private static final String FILE = "language-words.txt";
  private static final int LETTERS = 26;

  private static final List<String> POLISH_PIECES =
      List.of(
          "rz", "cz", "sz", "dz", "wy", "owa", "ych", "ego", "emu", "osc", "nia", "ami", "iem",
          "nie", "uje", "aja", "lem", "lam", "wie", "owi", "zie", "jsk", "ski", "ska", "ony",
          "acj");

  private static final List<String> ENGLISH_PIECES =
      List.of(
          "th", "wh", "ck", "sh", "oo", "ee", "ea", "ly", "ed", "qu", "ing", "tio", "igh", "oug",
          "oul", "nes");

  private static final List<String> NAMES = new ArrayList<>();
  private static final Map<String, Integer> LANGUAGES = load();
  private static final byte[] PIECES_OF_TWO = new byte[LETTERS * LETTERS];
  private static final byte[] PIECES_OF_THREE = new byte[LETTERS * LETTERS * LETTERS];

  static {
    POLISH_PIECES.forEach(piece -> addPiece(piece, 1 << POLISH));
    ENGLISH_PIECES.forEach(piece -> addPiece(piece, 1 << ENGLISH));
  }

  private LanguageWords() {}

  static int count() {
    return NAMES.size();
  }

  /** The languages of a word in lower case without marks, one bit each. */
  static int languagesOf(String word) {
    return LANGUAGES.getOrDefault(word, 0);
  }

  /** The languages whose pieces a word holds, one bit each. */
  static int piecesOf(String word) {
    int languages = 0;
    int before = -1;
    int last = -1;
    for (int i = 0; i < word.length(); i++) {
      int letter = letter(word.charAt(i));
      if (letter >= 0 && last >= 0) {
        languages |= PIECES_OF_TWO[last * LETTERS + letter];
        if (before >= 0) {
          languages |= PIECES_OF_THREE[(before * LETTERS + last) * LETTERS + letter];
        }
      }
      before = last;
      last = letter;
    }
    return languages;
  }

  private static int letter(char c) {
    return c >= 'a' && c <= 'z' ? c - 'a' : -1;
  }

  private static void addPiece(String piece, int language) {
    int index = 0;
    for (int i = 0; i < piece.length(); i++) {
      index = index * LETTERS + letter(piece.charAt(i));
    }
    byte[] pieces = piece.length() == 2 ? PIECES_OF_TWO : PIECES_OF_THREE;
    pieces[index] |= (byte) language;
  }

  private static Map<String, Integer> load() {
    Map<String, Integer> languages = new HashMap<>();
    try (InputStream in = LanguageWords.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the class path");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> addLine(line, languages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(languages);
  }

  private static void addLine(String line, Map<String, Integer> languages) {
    String[] words = line.split("[: ]+");
    if (!NAMES.contains(words[0])) {
      NAMES.add(words[0]);
    }
    int bit = 1 << NAMES.indexOf(words[0]);
    for (int i = 1; i < words.length; i++) {
      languages.merge(words[i], bit, (some, more) -> some | more);
    }
  }
}
