package pl.automateforge.agent.privacy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Surnames that a message told of, known again in every case. For one message and one thread. */
final class People {
  private static final int SHORTEST = 3;
  private static final int MOST = 2_000;
  private static final Set<String> ENDINGS =
      Set.of(
          "", "a", "u", "owi", "em", "iem", "ie", "e", "y", "i", "o", "ego", "emu", "im", "ym",
          "ej", "ow", "om", "ami", "ach", "ich", "ych", "imi", "ymi", "iego", "iemu", "iej", "iom",
          "iami", "iach", "owie", "owa", "owej", "ze", "ce");

  /** Longer ones first. */
  private static final List<String> CUT =
      List.of(
          "iego", "iemu", "owie", "iami", "iach", "ego", "emu", "owi", "iem", "iej", "ami", "ach",
          "ich", "ych", "imi", "ymi", "em", "im", "ym", "ej", "ow", "om", "ie", "a", "u", "y", "i",
          "e", "o");

  private final Set<String> stems = new HashSet<>();

  /** Learns a surname, in lower case and without diacritics. */
  void learn(String surname) {
    if (surname.length() <= SHORTEST || stems.size() >= MOST || Phrase.isCommon(surname)) {
      return;
    }
    stems.add(stem(surname));
    int last = surname.length() - 1;
    if (surname.charAt(last - 1) == 'e') {
      stems.add(surname.substring(0, last - 1) + surname.charAt(last));
    }
  }

  private static String stem(String surname) {
    for (String ending : CUT) {
      if (surname.endsWith(ending) && surname.length() - ending.length() >= SHORTEST) {
        return surname.substring(0, surname.length() - ending.length());
      }
    }
    return surname;
  }

  boolean isEmpty() {
    return stems.isEmpty();
  }

  /** Whether a word is a case of a known surname. */
  boolean know(String word) {
    for (int cut = 0; cut <= 5 && word.length() - cut >= SHORTEST; cut++) {
      int end = word.length() - cut;
      if (ENDINGS.contains(word.substring(end)) && stems.contains(word.substring(0, end))) {
        return true;
      }
    }
    return false;
  }
}
