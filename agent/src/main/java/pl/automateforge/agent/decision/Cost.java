package pl.automateforge.agent.decision;

import java.math.BigDecimal;
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
}
