package pl.automateforge.agent.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reasons and causes, which lie plainly in the journal, made fit for that. What a server or a
 * source says may repeat what it was given: addresses lose their name, long numbers go, and so does
 * whatever the item's own texts hold. Belongs to the writer's thread.
 */
public final class MaskedWords {
  private static final String MASK = "[…]";
  private static final int SHORTEST = 4;

  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@(?=[\\p{L}\\p{N}-]{1,63}\\.)");

  /** As long as numbers of people, phones, accounts and cards are. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}_-])(?:\\d{9,11}|\\d{16,30})(?![\\p{L}\\p{N}_-])");

  private static final Pattern BRACKETED = Pattern.compile("\\s*<([^<>]*)>\\s*");

  private final Statements sql;
  private final SealedTexts sealing;

  MaskedWords(Statements sql, SealedTexts sealing) {
    this.sql = sql;
    this.sealing = sealing;
  }

  /** Words about no item in particular. */
  public static String of(String words) {
    String masked = ADDRESS.matcher(words).replaceAll(Matcher.quoteReplacement(MASK + "@"));
    return NUMBER.matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
  }

  /** Words about an item whose texts are known. */
  String about(String item, String words) throws SQLException {
    if (words.isEmpty() || sealing.keys().isEmpty()) {
      return of(words);
    }
    String masked = words;
    for (String own : own(item)) {
      masked =
          Pattern.compile(Pattern.quote(own), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(masked)
              .replaceAll(Matcher.quoteReplacement(MASK));
    }
    return of(masked);
  }

  private List<String> own(String item) throws SQLException {
    List<String> own = new ArrayList<>();
    texts(item)
        .ifPresent(texts -> {
          own.add(texts.subject());
          own.add(texts.sender());
          Matcher bracketed = BRACKETED.matcher(texts.sender());
          if (bracketed.find()) {
            own.add(bracketed.group(1));
            own.add(bracketed.replaceAll(""));
          }
          own.addAll(texts.tokens().values());
          texts.fields().values().stream().filter(MaskedWords::telling).forEach(own::add);
        });
    own.removeIf(word -> word.strip().length() < SHORTEST);
    return own;
  }

  /** A plain lower-case word is the spec's or the language's more likely than a person's. */
  private static boolean telling(String value) {
    return !value.chars().allMatch(c -> Character.isLowerCase(c) || c == '-' || c == '_');
  }

  private Optional<ItemTexts> texts(String item) throws SQLException {
    try (ResultSet rows =
        sql.bind("select sealed from item_text where item = ?", item).executeQuery()) {
      return rows.next() ? sealing.texts(item, rows.getBytes(1)) : Optional.empty();
    }
  }
}
