package pl.automateforge.agent.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What something cost, in US dollars.
 *
 * @param usd null where the price is unknown: an unknown price is not a number
 */
public record Cost(@Nullable BigDecimal usd) {
  /** Known to cost nothing. */
  public static final Cost FREE = new Cost(BigDecimal.ZERO);

  /** Nobody knows. */
  public static final Cost UNKNOWN = new Cost(null);

  private static final int NANO_DIGITS = 9;

  /** So many billionths of a US dollar. */
  public static Cost ofNanos(long nanos) {
    return new Cost(BigDecimal.valueOf(nanos, NANO_DIGITS));
  }

  /** In billionths of a US dollar, rounded up; null where it is unknown. */
  public @Nullable Long nanos() {
    return usd == null
        ? null
        : Long.valueOf(
            usd.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.UP).longValueExact());
  }

  /** For people, such as {@code 0.05 USD}. */
  public String words() {
    return usd == null ? "an unknown price" : plain(usd) + " USD";
  }

  private static String plain(BigDecimal usd) {
    BigDecimal stripped = usd.stripTrailingZeros();
    return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
  }
}
