package pl.automateforge.agent.standin.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The simplest classifier that learns: what it tells apart, any other will. */
final class NaiveBayes {
  private final Map<String, Map<String, Double>> words = new HashMap<>();
  private final Map<String, Double> totals = new HashMap<>();
  private final Map<String, Integer> vocabulary = new HashMap<>();

  void learn(String text, String label) {
    for (String feature : features(text)) {
      words.computeIfAbsent(label, _ -> new HashMap<>()).merge(feature, 1.0, Double::sum);
      totals.merge(label, 1.0, Double::sum);
      vocabulary.merge(feature, 1, Integer::sum);
    }
  }

  String classify(String text) {
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Map<String, Double>> category : words.entrySet()) {
      double total = totals.getOrDefault(category.getKey(), 0.0) + 0.3 * vocabulary.size();
      double score = 0;
      for (String feature : features(text)) {
        if (vocabulary.containsKey(feature)) {
          score += Math.log((category.getValue().getOrDefault(feature, 0.0) + 0.3) / total);
        }
      }
      if (score > most) {
        most = score;
        best = category.getKey();
      }
    }
    return best;
  }

  private static List<String> features(String text) {
    String plain =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('ł', 'l'), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "");
    List<String> features = new ArrayList<>();
    for (String word : plain.split("[^\\p{L}]+", -1)) {
      if (word.length() > 2) {
        features.add(word.substring(0, Math.min(5, word.length())));
      }
    }
    return features;
  }
}
