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
    @Default("USD")
        @Change(MATERIAL)
        @Doc("The currency of the limits: USD, as models are priced in it.")
        Currency currency,
    @Default("0.8")
        @Range(min = "0", max = "1")
        @Change(MATERIAL)
        @Doc("The share of a limit at which an alert is raised.")
        double alertAt,
    @Default("pause") @Change(MATERIAL) @Doc("What happens at a limit.") OnExceeded onExceeded) {

  /** Whether so much fits into each limit where nothing else is spent. */
  public boolean everHolds(@Nullable BigDecimal amount) {
    return amount == null
        || ((daily == null || amount.compareTo(daily) <= 0)
            && (monthly == null || amount.compareTo(monthly) <= 0));
  }

  /** What happens at the limit. */
  public enum OnExceeded {
    PAUSE,
    DEGRADE
  }
}
