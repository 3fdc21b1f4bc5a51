package pl.automateforge.agent.decision.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.Hashes;

/** The examples in an order of their own, so that the order of the file's rows does not matter. */
final class TrainingSet {
  private final List<String> texts;
  private final int[] labelOf;
  private final List<String> labels;

  TrainingSet(List<String> texts, int[] labelOf, List<String> labels) {
    this.texts = List.copyOf(texts);
    this.labelOf = labelOf;
    this.labels = List.copyOf(labels);
  }

  List<String> texts() {
    return texts;
  }

  /** Of each text: an index of {@code labels}. */
  int[] labelOf() {
    return labelOf;
  }

  /** Distinct, sorted. */
  List<String> labels() {
    return labels;
  }

  static TrainingSet of(List<Example> examples) {
    List<Example> ordered = new ArrayList<>(examples);
    ordered.sort(Comparator.comparing(Example::label).thenComparing(Example::text));
    TreeMap<String, Integer> numbers = new TreeMap<>();
    ordered.forEach(e -> numbers.putIfAbsent(e.label(), numbers.size()));
    return new TrainingSet(
        ordered.stream().map(Example::text).toList(),
        ordered.stream().mapToInt(e -> numbers.getOrDefault(e.label(), -1)).toArray(),
        List.copyOf(numbers.keySet()));
  }

  int size() {
    return texts.size();
  }

  /** How many examples each label has. */
  int[] support() {
    int[] support = new int[labels.size()];
    for (int label : labelOf) {
      support[label]++;
    }
    return support;
  }

  /** 64 hexadecimal digits over pipeline, seed and examples. */
  String key(String revision, long seed) {
    String[] parts = new String[2 + 2 * size()];
    parts[0] = revision;
    parts[1] = Long.toString(seed);
    for (int i = 0; i < size(); i++) {
      parts[2 + 2 * i] = labels.get(labelOf[i]);
      parts[3 + 2 * i] = texts.get(i);
    }
    return Hashes.sha256(parts);
  }

  /** Why nothing can be learned from these examples; empty where something can. */
  Optional<String> obstacle(Set<String> categories) {
    if (texts.isEmpty()) {
      return Optional.of("there are no examples");
    }
    Set<String> unknown = new TreeSet<>(labels);
    unknown.removeAll(categories);
    if (!unknown.isEmpty()) {
      return Optional.of(
          "examples carry labels that are no category of the spec: " + String.join(", ", unknown));
    }
    if (labels.size() == 1) {
      return Optional.of("all " + size() + " examples carry one label, " + labels.getFirst());
    }
    return Optional.empty();
  }

  /**
   * How many characters of each text may be read so that all of them fit the memory that training
   * may take.
   */
  int textLimit(int most, long budget) {
    return textLimit(texts.stream().mapToInt(String::length).toArray(), most, budget);
  }

  /** The same of texts of these lengths. */
  static int textLimit(int[] of, int most, long budget) {
    int[] lengths = IntStream.of(of).map(length -> Math.min(length, most)).sorted().toArray();
    long left = budget;
    for (int i = 0; i < lengths.length; i++) {
      long fair = left / (lengths.length - i);
      if (lengths[i] > fair) {
        return (int) fair;
      }
      left -= lengths[i];
    }
    return most;
  }
}
