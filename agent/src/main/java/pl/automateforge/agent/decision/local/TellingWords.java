package pl.automateforge.agent.decision.local;

import java.util.ArrayList;
import java.util.List;

/** Which words of a text spoke most for the label chosen rather than for the next best. */
final class TellingWords {
  private static final int MOST = 4;

  private TellingWords() {}

  static List<String> of(Tokens tokens, TextVector vector, LocalModel model, int label, int other) {
    float[] shares = new float[tokens.count()];
    TextFeatures.emitWords(
        tokens,
        (feature, times, first, second) -> {
          int number = model.vocabulary().number(feature);
          if (number >= 0) {
            float said =
                times
                    * vector.valueOf(number)
                    * model.weights().difference(number, label, other)
                    / 2;
            shares[first] += said;
            shares[second] += said;
          }
        });
    return strongest(tokens, shares);
  }

  private static List<String> strongest(Tokens tokens, float[] shares) {
    List<String> words = new ArrayList<>();
    for (int n = 0; n < MOST; n++) {
      int strongest = -1;
      for (int t = 0; t < shares.length; t++) {
        boolean stronger = shares[t] > (strongest < 0 ? 0 : shares[strongest]);
        if (stronger && speaks(tokens, t)) {
          strongest = t;
        }
      }
      if (strongest < 0) {
        break;
      }
      shares[strongest] = 0;
      words.add(tokens.word(strongest));
    }
    return words;
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
