package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** How much may be spent, in the agent's time zone, and what happens at the limit. */
public record Budget(
    @Range(min = "0.01", max = "1000000") @Change(MATERIAL) @Doc("The limit of a day.")
        @Nullable BigDecimal daily,
    @Range(min = "0.01", max = "10000000") @Change(MATERIAL) @Doc("The limit of a month.")
        @Nullable BigDecimal monthly,
    @Default("USD") @Change(MATERIAL) @Doc("The currency of the limits.") Currency currency,
    @Default("0.8")
        @Range(min = "0", max = "1")
        @Change(MATERIAL)
        @Doc("The share of a limit at which an alert is raised.")
        double alertAt,
    @Default("pause") @Change(MATERIAL) @Doc("What happens at a limit.") OnExceeded onExceeded) {

  /** What happens at the limit. */
  public enum OnExceeded {
    PAUSE,
    DEGRADE
  }
}
