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
                  + " in %d-fold cross-validation on %d examples); the rest asks %s: ",
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
                  + " %s; every item asks %s: ",
              percent(precision),
              not.why(),
              behind);
    };
  }

  /** Never below the threshold itself. */
  private static String rounded(double threshold) {
    return BigDecimal.valueOf(threshold).setScale(2, RoundingMode.CEILING).toPlainString();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
