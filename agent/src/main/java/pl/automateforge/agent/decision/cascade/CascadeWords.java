package pl.automateforge.agent.decision.cascade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import pl.automateforge.agent.decision.local.Reach;

/** Who decides what share, in words for a person. */
final class CascadeWords {
  private CascadeWords() {}

  /** Ends with a colon and a space: what the other one's check found follows. */
  static String of(Reach reach, double precision, String behind) {
    return switch (reach) {
      case Reach.Demonstrated sure ->
          String.format(
              Locale.ROOT,
              "the local model decides an estimated %.0f %% of items at %s and above (precision ≥ %s %%"
                  + " in %d-fold cross-validation on %d examples); the rest asks %s",
              100 * sure.share(),
              rounded(sure.threshold()),
              percent(precision),
              sure.parts(),
              sure.texts(),
              behind);
      case Reach.NotDemonstrated not ->
          String.format(
              Locale.ROOT,
              "the local model decides nothing by itself, as a precision ≥ %s %% is not demonstrated:"
                  + " %s; every item asks %s",
              percent(precision),
              not.why(),
              behind);
    };
  }

  /** With as many digits as keep it apart from certainty. */
  private static String rounded(double threshold) {
    BigDecimal shown = BigDecimal.ONE;
    for (int digits = 2; digits <= 6 && shown.compareTo(BigDecimal.ONE) == 0; digits++) {
      shown = BigDecimal.valueOf(threshold).setScale(digits, RoundingMode.HALF_UP);
    }
    return shown.toPlainString();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
