package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTests {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private final Prices prices = Prices.bundled();

  @ParameterizedTest
  @CsvSource({
    // the example of a 3,000-token mail with 300 tokens out
    "claude-haiku-5-5, 3000, 300, 0, 0, 0, 0.00045",
    "claude-haiku-5-5, 1000000, 0, 0, 0, 0, 0.50",
    "claude-haiku-5-5, 100000, 0, 0, 0, 0, 0.01",
    "claude-haiku-5-5, 100001, 0, 0, 0, 0, 0.0500005",
    "claude-haiku-5-5, 1, 1000, 100000, 0, 0, 0.0075005",
    "claude-haiku-5-5, 0, 0, 0, 1000, 1000, 0.000325",
    "claude-sonnet-5-5, 1000, 1000, 10000, 1000, 1000, 0.0195",
    "claude-opus-5-5, 1000, 1000, 10000, 0, 0, 0.026",
    "claude-opus-4-8, 1, 0, 0, 0, 0, 0.000005",
    "claude-haiku-4-5-20251001, 0, 1, 0, 0, 0, 0.000005"
  })
  void countsExactly(
      String model, long in, long out, long read, long write5m, long write1h, BigDecimal usd) {
    Cost cost = prices.of(model, new Price.Tokens(in, out, read, write5m, write1h), DAY);
    assertThat(cost.usd()).isEqualByComparingTo(usd);
  }

  @Test
  void takesThePriceOfTheDay() {
    Price.Tokens read = new Price.Tokens(0, 0, 1_000_000, 0, 0);
    assertThat(prices.of("claude-sonnet-5-5", read, LocalDate.of(2026, 10, 6)).usd())
        .isEqualByComparingTo("0.20");
    assertThat(prices.of("claude-sonnet-5-5", read, LocalDate.of(2026, 10, 7)).usd())
        .isEqualByComparingTo("0.10");
  }

  @Test
  void knowsNoPriceForAnUnknownModelOrDay() {
    Price.Tokens one = new Price.Tokens(1, 1, 0, 0, 0);
    assertThat(prices.of("claude-fable-5-2", one, DAY)).isEqualTo(Cost.UNKNOWN);
    assertThat(prices.of("claude-haiku-5-5", one, LocalDate.of(2026, 10, 6)))
        .isEqualTo(Cost.UNKNOWN);
    assertThat(prices.ofBatch("gpt", one, DAY)).isEqualTo(Cost.UNKNOWN);
  }

  @Test
  void halvesTheCostOfABatch() {
    Price.Tokens tokens = new Price.Tokens(3_000, 300, 0, 0, 0);
    assertThat(prices.ofBatch("claude-haiku-5-5", tokens, DAY).usd())
        .isEqualByComparingTo("0.000225");
  }

  @Test
  void keepsAHigherStepWhenTheLowerOneChangesLater() throws IOException {
    Prices table =
        Prices.read(
            new StringReader(
                """
                from,model,above,in,out,write5m,write1h,read,batch,cacheable,source
                2026-01-01,m,0,1,1,1,1,1,0.5,,a
                2026-01-01,m,100,9,9,9,9,9,0.5,,a
                2026-02-01,m,0,2,2,2,2,2,0.5,,b
                """));
    assertThat(table.price("m", 101, DAY).orElseThrow().input()).isEqualByComparingTo("9");
    assertThat(table.price("m", 100, DAY).orElseThrow().input()).isEqualByComparingTo("2");
  }

  @Test
  void saysWhereEachFigureWasRead() {
    assertThat(prices.price("claude-opus-5-5", 1, DAY).orElseThrow())
        .satisfies(price -> assertThat(price.source()).contains("derived"))
        .satisfies(price -> assertThat(price.cacheable()).isEqualTo(512));
  }

  @Test
  void knowsWhichModelsEnd() {
    assertThat(Retirement.of("claude-sonnet-4-5").orElseThrow())
        .isEqualTo(
            new Retirement("claude-sonnet-4-5", LocalDate.of(2026, 11, 30), "claude-sonnet-5-5"));
    assertThat(Retirement.of("claude-haiku-5-5")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the write to the cache is the dearest that a token of the prompt can be
    "claude-sonnet-5-5, 10000, 1000, 0.035",
    "claude-haiku-5-5, 10000, 1000, 0.00175",
    // a prompt that may pass the step may cost the step's price, its answer too
    "claude-haiku-5-5, 100001, 1000, 0.065000625",
    "claude-haiku-5-5, 100000, 1000, 0.013"
  })
  void boundsWhatARequestMayCost(String model, long prompt, long answer, BigDecimal usd) {
    assertThat(prices.worst(model, prompt, answer, DAY).usd()).isEqualByComparingTo(usd);
  }

  @Test
  void boundsARequestByTheNextDaysPriceToo() throws IOException {
    Prices rising =
        Prices.read(
            new StringReader(
                """
                from,model,above,in,out,write5m,write1h,read,batch,cacheable,source
                2026-11-01,m,0,1,5,1.25,2,0.1,0.5,,x
                2026-11-23,m,0,2,10,2.5,4,0.2,0.5,,x
                """));
    assertThat(rising.worst("m", 1_000_000, 0, DAY.minusDays(1)).usd())
        .isEqualByComparingTo("1.25");
    assertThat(rising.worst("m", 1_000_000, 0, DAY).usd()).isEqualByComparingTo("2.5");
    assertThat(rising.worst("n", 1, 1, DAY)).isEqualTo(Cost.UNKNOWN);
  }
}
