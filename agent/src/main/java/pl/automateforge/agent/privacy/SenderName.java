package pl.automateforge.agent.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * The name in a From header.
 *
 * @param name what stands before the address, or all of it where there is none
 * @param rest the blanks and the address behind it
 * @param isPerson whether it reads as a person's name
 * @param surnames those of its words that are no first names
 */
record SenderName(String name, String rest, boolean isPerson, List<String> surnames) {
  private static final int MOST_WORDS = 4;

  SenderName {
    surnames = List.copyOf(surnames);
  }

  static SenderName of(String header) {
    int angle = header.indexOf('<');
    int end = angle < 0 ? header.length() : angle;
    while (end > 0 && header.charAt(end - 1) == ' ') {
      end--;
    }
    String name = header.substring(0, end);
    Words words = Words.of(Folded.of(name));
    boolean first = false;
    boolean plain = words.count() > 0 && words.count() <= MOST_WORDS && name.indexOf('@') < 0;
    List<String> surnames = new ArrayList<>();
    for (int i = 0; plain && i < words.count(); i++) {
      String word = words.plain(i);
      plain = Phrase.isTitle(word) || (!words.isNumber(i) && !Phrase.isCommon(word));
      if (FirstNames.are(word)) {
        first = true;
      } else if (words.isProper(i) && !Phrase.isTitle(word)) {
        surnames.add(word);
      }
    }
    return new SenderName(name, header.substring(end), plain && first, surnames);
  }
}
