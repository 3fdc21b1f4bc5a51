package pl.automateforge.agent.decision.local;

import java.util.stream.IntStream;

/**
 * The parts of cross-validation: each label's texts are dealt out evenly, and equal texts go to the
 * same part, else a model would be examined on what it learned by heart.
 */
final class Folds {
  private final int parts;
  private final int[] partOf;

  private Folds(int parts, int[] partOf) {
    this.parts = parts;
    this.partOf = partOf;
  }

  int parts() {
    return parts;
  }

  /** The set's order puts equal texts of a label side by side. */
  static Folds of(TrainingSet set, int parts) {
    int[] partOf = new int[set.size()];
    int dealt = 0;
    for (int i = 0; i < partOf.length; i++) {
      boolean sameLabel = i > 0 && set.labelOf()[i] == set.labelOf()[i - 1];
      boolean sameText = sameLabel && set.texts().get(i).equals(set.texts().get(i - 1));
      if (sameText) {
        partOf[i] = partOf[i - 1];
      } else {
        partOf[i] = dealt++ % parts;
      }
    }
    return new Folds(parts, partOf);
  }

  /** The texts of a part. */
  int[] in(int part) {
    return IntStream.range(0, partOf.length).filter(i -> partOf[i] == part).toArray();
  }

  /** Those of the texts that are in other parts. */
  int[] outside(int part, int[] texts) {
    return IntStream.of(texts).filter(i -> partOf[i] != part).toArray();
  }
}
