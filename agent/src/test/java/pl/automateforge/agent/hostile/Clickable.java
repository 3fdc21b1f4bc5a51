package pl.automateforge.agent.hostile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program that shows a text would lead a person to. Knows nothing of how the agent breaks
 * links: it looks for what is whole.
 */
final class Clickable {
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)https?:[/\\\\]*[^\\s/]|\\b(javascript|data|vbscript|tel|mailto):[a-z0-9+;,(]"
              + "|\\b[a-z0-9-]+\\.(example|com|pl|net|org)\\b|evil[.。．｡]example"
              + "|\\b127\\.0\\.0\\.1|!?\\[[^\\]\\[\\n]*\\][(\\[:]|<[a-z/!?]");

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]|[\\x{E0000}-\\x{E0FFF}]");

  private Clickable() {}

  /** What is found first, with what the spec itself names left aside; empty where nothing is. */
  static String in(String text) {
    String strange =
        text.replaceAll("(?i)\\b(biuro|kierownik)@acme\\.example|\\bacme\\.example", "");
    Matcher link = LINK.matcher(strange);
    if (link.find()) {
      return link.group() + " in: " + text;
    }
    Matcher unseen = UNSEEN.matcher(strange);
    return unseen.find()
        ? String.format(java.util.Locale.ROOT, "U+%04X in: ", unseen.group().codePointAt(0)) + text
        : "";
  }
}
