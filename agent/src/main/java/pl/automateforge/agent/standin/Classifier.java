package pl.automateforge.agent.standin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides in a model's place: by the labels it was given, with as many mistakes as it was told to
 * make, else by the words of the categories. The same text gets the same answer from the same seed.
 */
final class Classifier {
  private static final int KEPT = 64;

  /** What a turn shows beside the item it asks about, between lines that bear its code. */
  private static final Pattern EXAMPLES =
      Pattern.compile("(?s)<examples ([0-9a-f]{16})>\\n.*?</examples \\1>\\n");

  private record Key(List<String> ids, String instructions) {}

  private final @Nullable Labels labels;
  private final double accuracy;
  private final long seed;
  private final Map<Key, CategoryWords> learned =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, CategoryWords> eldest) {
              return size() > KEPT;
            }
          });

  /**
   * Makes one.
   *
   * @param labels null where no right answers are known
   * @param accuracy the share of labelled texts that get their label, 0 to 1
   */
  Classifier(@Nullable Labels labels, double accuracy, long seed) {
    this.labels = labels;
    this.accuracy = accuracy;
    this.seed = seed;
  }

  /**
   * Chooses one of the ids.
   *
   * @param ids not empty
   * @param instructions where the categories are described
   * @param turn what was asked; examples that it shows beside the item are no part of it
   */
  Verdict choose(List<String> ids, String instructions, String turn) {
    String text = EXAMPLES.matcher(turn).replaceAll("");
    Optional<String> label = labels == null ? Optional.empty() : labels.find(text);
    if (label.isPresent() && ids.contains(label.get())) {
      return labelled(ids, label.get(), Hash.of(seed, text));
    }
    return learned
        .computeIfAbsent(new Key(ids, instructions), key -> new CategoryWords(ids, instructions))
        .choose(text, seed);
  }

  private Verdict labelled(List<String> ids, String label, long hash) {
    double spread = Hash.unit(Hash.of(hash, "confidence"));
    if (Hash.unit(hash) < accuracy || ids.size() == 1) {
      return new Verdict(label, rounded(0.75 + 0.24 * spread), "Stand-in: by its label.");
    }
    List<String> wrong = ids.stream().filter(id -> !id.equals(label)).toList();
    int pick = (int) Math.floorMod(Hash.of(hash, "mistake"), (long) wrong.size());
    return new Verdict(
        wrong.get(pick), rounded(0.4 + 0.5 * spread), "Stand-in: a mistake it was told to make.");
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
