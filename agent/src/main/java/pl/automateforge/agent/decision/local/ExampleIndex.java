package pl.automateforge.agent.decision.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.spec.Example;

/**
 * Labelled texts to be found by likeness: the cosine between their words, stems and neighbouring
 * stems, the rarer the weightier. Nothing in it changes: safe to use from many threads. The same
 * texts in the same order give the same answers on every machine.
 */
public final class ExampleIndex {
  /** No more are given for one item. */
  public static final int MOST = 6;

  /** No more are given of one label. */
  public static final int MOST_OF_A_LABEL = 2;

  /** The characters of all texts together that are given for one item. */
  public static final int TOTAL_LIMIT = 4_000;

  private static final int MOST_CHARACTERS = 400;

  /** About half an entry of 12 bytes a character: 24 MB at most. */
  private static final long CHARACTER_BUDGET = 4_000_000;

  private static final int MOST_FEATURES = 1_000_000;

  /** What the beginning of an item does not say is not looked for. */
  private static final int ITEM_CHARACTERS = 2_000;

  private static final int CANDIDATES = 200;

  /** Less is no likeness but the odd word in common. */
  private static final float LEAST = 0.02f;

  /** More is the same text again. */
  private static final double SAME = 0.8;

  private final List<Example> examples;
  private final Vocabulary vocabulary;
  private final Postings postings;

  private ExampleIndex(List<Example> examples, Vocabulary vocabulary, Postings postings) {
    this.examples = examples;
    this.vocabulary = vocabulary;
    this.postings = postings;
  }

  /** Indexes these; texts are given back as they stand here. */
  public static ExampleIndex of(List<Example> examples) {
    List<Example> kept = List.copyOf(examples);
    int[] lengths = kept.stream().mapToInt(e -> e.text().length()).toArray();
    int limit = TrainingSet.textLimit(lengths, MOST_CHARACTERS, CHARACTER_BUDGET);
    FeatureCounts counts = new FeatureCounts();
    for (Example example : kept) {
      counts.add(FeatureBag.ofWords(Tokens.of(example.text(), limit)));
    }
    Vocabulary vocabulary = Vocabulary.of(counts, kept.size(), 1, MOST_FEATURES, limit);
    List<TextVector> vectors = new ArrayList<>(kept.size());
    for (Example example : kept) {
      FeatureBag bag = FeatureBag.ofWords(vocabulary.tokens(example.text()));
      vectors.add(TextVector.of(bag, vocabulary));
    }
    return new ExampleIndex(kept, vocabulary, Postings.of(vectors, vocabulary.size()));
  }

  /**
   * Those most like the item, the likest first and the earlier first among equals; none that is
   * nearly another's text again.
   */
  public List<Example> like(Content item) {
    return like(JudgedText.of(item));
  }

  List<Example> like(String text) {
    FeatureBag bag = FeatureBag.ofWords(Tokens.of(text, ITEM_CHARACTERS));
    int[] candidates = postings.likest(TextVector.of(bag, vocabulary), CANDIDATES, LEAST);
    List<Integer> chosen = new ArrayList<>();
    Map<String, Integer> ofLabel = new HashMap<>();
    int left = TOTAL_LIMIT;
    for (int candidate : candidates) {
      Example example = examples.get(candidate);
      int before = ofLabel.getOrDefault(example.label(), 0);
      if (before == MOST_OF_A_LABEL
          || example.text().length() > left
          || chosen.stream().anyMatch(other -> postings.common(other, candidate) >= SAME)) {
        continue;
      }
      chosen.add(candidate);
      if (chosen.size() == MOST) {
        break;
      }
      ofLabel.put(example.label(), before + 1);
      left -= example.text().length();
    }
    return chosen.stream().map(examples::get).toList();
  }
}
