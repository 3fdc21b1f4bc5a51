package pl.automateforge.agent.decision;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost from a day on, in US dollars per million.
 *
 * @param from the first day it holds
 * @param above it holds for prompts of more tokens than this, for the whole request
 * @param write5m tokens written to a cache that lives five minutes
 * @param write1h tokens written to a cache that lives an hour
 * @param batch the share of the price that a batch costs
 * @param cacheable the fewest tokens of a prompt that are cached; null where it is not known
 * @param source where the figures were read
 */
public record Price(
    LocalDate from,
    String model,
    long above,
    BigDecimal input,
    BigDecimal output,
    BigDecimal write5m,
    BigDecimal write1h,
    BigDecimal cacheRead,
    BigDecimal batch,
    @Nullable Integer cacheable,
    String source) {

  /** What these tokens cost, exactly. */
  Cost of(Tokens tokens) {
    BigDecimal perMillion =
        times(input, tokens.input())
            .add(times(output, tokens.output()))
            .add(times(cacheRead, tokens.cacheRead()))
            .add(times(write5m, tokens.write5m()))
            .add(times(write1h, tokens.write1h()));
    BigDecimal usd = perMillion.movePointLeft(6).stripTrailingZeros();
    return new Cost(usd.scale() < 0 ? usd.setScale(0) : usd);
  }

  /** The most that a token of the prompt may cost: it may be written to the five-minute cache. */
  BigDecimal dearestInput() {
    return input.max(write5m).max(cacheRead);
  }

  private static BigDecimal times(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }

  /** Tokens of one request by what they cost; none is negative. */
  public record Tokens(long input, long output, long cacheRead, long write5m, long write1h) {
    public Tokens {
      if (input < 0 || output < 0 || cacheRead < 0 || write5m < 0 || write1h < 0) {
        throw new IllegalArgumentException(
            "a count of tokens is negative: %d %d %d %d %d"
                .formatted(input, output, cacheRead, write5m, write1h));
      }
    }

    /** All tokens of the prompt, cached or not. */
    public long prompt() {
      return input + cacheRead + write5m + write1h;
    }
  }
}
