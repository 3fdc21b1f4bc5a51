package pl.automateforge.agent.decision.local;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which words of a text spoke most for the label chosen rather than for the next best. */
final class TellingWords {
  private static final int MOST = 4;

  private TellingWords() {}

  static List<String> of(Tokens tokens, TextVector vector, LocalModel model, int label, int other) {
    float[] shares = new float[tokens.count()];
    TextFeatures.emit(
        tokens,
        (feature, first, second) -> {
          int number = model.vocabulary().number(feature);
          if (number >= 0) {
            float said =
                vector.valueOf(number) * model.weights().difference(number, label, other) / 2;
            shares[first] += said;
            shares[second] += said;
          }
        });
    return strongest(tokens, shares);
  }

  private static List<String> strongest(Tokens tokens, float[] shares) {
    Map<String, Float> words = new LinkedHashMap<>();
    for (int t = 0; t < shares.length; t++) {
      if (shares[t] > 0 && speaks(tokens, t)) {
        words.merge(tokens.word(t), shares[t], Float::sum);
      }
    }
    return words.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Signs, single letters and numbers tell a person nothing. */
  private static boolean speaks(Tokens tokens, int token) {
    int letters = 0;
    for (int i = tokens.from(token); i < tokens.to(token); i++) {
      letters += Character.isLetter(tokens.folded()[i]) ? 1 : 0;
    }
    return letters >= 2;
  }
}
