package pl.automateforge.agent.evaluation.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A quotient of counts; never NaN.
 *
 * @param value 0 where the divisor is 0
 * @param undefined why there is no quotient, in words; null where there is one
 */
public record Score(double value, @Nullable String undefined) {
  static Score of(long dividend, long divisor, String otherwise) {
    return divisor == 0
        ? new Score(0, otherwise)
        : new Score((double) dividend / (double) divisor, null);
  }
}
