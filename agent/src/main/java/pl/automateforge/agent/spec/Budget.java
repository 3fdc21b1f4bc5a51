package pl.automateforge.agent.spec;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** How much may be spent, in the agent's time zone, and what happens at the limit. */
public record Budget(
    @Nullable BigDecimal daily,
    @Nullable BigDecimal monthly,
    Currency currency,
    double alertAt,
    OnExceeded onExceeded) {

  /** What happens at the limit. */
  public enum OnExceeded {
    PAUSE,
    DEGRADE
  }
}
