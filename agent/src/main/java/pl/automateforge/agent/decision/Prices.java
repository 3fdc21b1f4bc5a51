package pl.automateforge.agent.decision;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * What models cost, by day. The table is a dated file; a model or a day that it does not know has
 * an unknown price, never a guessed one.
 */
public final class Prices {
  private static final Comparator<Price> MOST_FITTING =
      Comparator.comparingLong(Price::above).thenComparing(Price::from);

  private final Map<String, List<Price>> byModel = new HashMap<>();

  Prices(List<Price> rows) {
    rows.forEach(row -> byModel.computeIfAbsent(row.model(), model -> new ArrayList<>()).add(row));
  }

  /** The table that this version came with. */
  public static Prices bundled() {
    return new Prices(Tables.read("prices.csv", Prices::price));
  }

  /** A table in the bundled one's form. */
  static Prices read(Reader csv) throws IOException {
    return new Prices(Tables.read(csv, Prices::price));
  }

  /**
   * The price of one request; empty where it is not known.
   *
   * @param promptTokens all of the prompt, cached or not
   */
  public Optional<Price> price(String model, long promptTokens, LocalDate day) {
    return byModel.getOrDefault(model, List.of()).stream()
        .filter(row -> !row.from().isAfter(day))
        .filter(row -> row.above() == 0 || promptTokens > row.above())
        .max(MOST_FITTING);
  }

  /** What one request cost on a day; {@link Cost#UNKNOWN} where the price is not known. */
  public Cost of(String model, Price.Tokens tokens, LocalDate day) {
    return price(model, tokens.prompt(), day).map(price -> price.of(tokens)).orElse(Cost.UNKNOWN);
  }

  /**
   * What one request may cost at most; {@link Cost#UNKNOWN} where the price is not known. It may
   * take until the next day, whose price may be another.
   *
   * @param promptTokens of the prompt, at most; each of them at the dearest price that it may have
   * @param outputTokens of the answer, at most
   */
  public Cost worst(String model, long promptTokens, long outputTokens, LocalDate day) {
    List<Price> possible = possible(model, promptTokens, day);
    if (possible.isEmpty()) {
      return Cost.UNKNOWN;
    }
    BigDecimal prompt = max(possible, Price::dearestInput);
    BigDecimal answer = max(possible, Price::output);
    return new Cost(
        prompt
            .multiply(BigDecimal.valueOf(promptTokens))
            .add(answer.multiply(BigDecimal.valueOf(outputTokens)))
            .movePointLeft(6));
  }

  /** The prices that hold for prompts of up to so many tokens, this day and the next. */
  private List<Price> possible(String model, long promptTokens, LocalDate day) {
    return byModel.getOrDefault(model, List.of()).stream()
        .mapToLong(Price::above)
        .distinct()
        .filter(above -> above < promptTokens)
        .boxed()
        .flatMap(above ->
            Stream.of(day, day.plusDays(1)).flatMap(d -> price(model, above + 1, d).stream()))
        .toList();
  }

  private static BigDecimal max(List<Price> prices, Function<Price, BigDecimal> figure) {
    return prices.stream().map(figure).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** As {@link #of}, for a request that was part of a batch. */
  public Cost ofBatch(String model, Price.Tokens tokens, LocalDate day) {
    return price(model, tokens.prompt(), day)
        .flatMap(price ->
            Optional.ofNullable(price.of(tokens).usd())
                .map(usd -> new Cost(usd.multiply(price.batch()))))
        .orElse(Cost.UNKNOWN);
  }

  private static Price price(CSVRecord row) {
    String cacheable = row.get("cacheable");
    return new Price(
        LocalDate.parse(row.get("from")),
        row.get("model"),
        Long.parseLong(row.get("above")),
        new BigDecimal(row.get("in")),
        new BigDecimal(row.get("out")),
        new BigDecimal(row.get("write5m")),
        new BigDecimal(row.get("write1h")),
        new BigDecimal(row.get("read")),
        new BigDecimal(row.get("batch")),
        cacheable.isEmpty() ? null : Integer.valueOf(cacheable),
        row.get("source"));
  }
}
