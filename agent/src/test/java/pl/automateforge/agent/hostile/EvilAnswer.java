package pl.automateforge.agent.hostile;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that somebody made a model give, and what has to become of it. The truth comes from how
 * it was made, not from reading it.
 *
 * @param category that it chooses; null where it is no answer: then a person has to see it
 * @param confidence 0 to 1; of no meaning where there is no category
 */
record EvilAnswer(String text, @Nullable String category, double confidence, String made) {
  boolean rejected() {
    return category == null || forgesAToken();
  }

  /** Where nothing was replaced, every token in an answer is a forgery, whole or in pieces. */
  private boolean forgesAToken() {
    String plain = text.toLowerCase(Locale.ROOT);
    return Stream.of("⟦", "⟧", "\\u27e6", "\\u27e7").anyMatch(plain::contains);
  }
}
