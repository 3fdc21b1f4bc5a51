package pl.automateforge.agent.decision.anthropic.cloud;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Price;
import pl.automateforge.agent.decision.Prices;

/**
 * What a place charges, as a share of the vendor's own price.
 *
 * @param model as the table of prices has it
 * @param factor null where nobody says what the place charges
 */
public record Tariff(String model, @Nullable BigDecimal factor) {
  private static final BigDecimal REGIONAL = new BigDecimal("1.1");

  /** The vendor's own price. */
  public static Tariff list(String model) {
    return new Tariff(model, BigDecimal.ONE);
  }

  /** That of an endpoint that keeps requests within a region: a tenth more. */
  static Tariff regional(String model) {
    return new Tariff(model, REGIONAL);
  }

  /** One that nobody has stated. */
  static Tariff unknown(String model) {
    return new Tariff(model, null);
  }

  /** What these tokens cost on a day; unknown rather than guessed. */
  public Cost of(Prices prices, Price.Tokens tokens, LocalDate day) {
    return charged(prices.of(model, tokens, day));
  }

  /**
   * What one request may cost at most, as {@link Prices#worst} counts; unknown rather than guessed.
   */
  public Cost worst(Prices prices, long promptTokens, long outputTokens, LocalDate day) {
    return charged(prices.worst(model, promptTokens, outputTokens, day));
  }

  private Cost charged(Cost listed) {
    BigDecimal list = listed.usd();
    if (list == null || factor == null) {
      return Cost.UNKNOWN;
    }
    BigDecimal usd = list.multiply(factor).stripTrailingZeros();
    return new Cost(usd.scale() < 0 ? usd.setScale(0) : usd);
  }
}
