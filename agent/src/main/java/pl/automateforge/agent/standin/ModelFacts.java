package pl.automateforge.agent.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the service takes for one model, from the table in {@code models.tsv}.
 *
 * @param released null where unknown
 * @param retires null where nothing is announced
 * @param thinksByDefault whether it thinks when the request says nothing about it
 * @param defaultEffort null where the model knows no effort
 */
record ModelFacts(
    String id,
    String line,
    @Nullable Instant released,
    @Nullable Instant retires,
    long context,
    long maxOutput,
    boolean thinksByDefault,
    Set<String> thinkingTypes,
    @Nullable String defaultEffort,
    boolean forcedTool,
    boolean prefill,
    int minCached) {

  /** All models by id, in the table's order. */
  static final Map<String, ModelFacts> ALL = read();

  ModelFacts {
    thinkingTypes = Set.copyOf(thinkingTypes);
  }

  boolean isRetired(Instant now) {
    return retires != null && !now.isBefore(retires);
  }

  String lifecycle(Instant now) {
    if (retires == null) {
      return "active";
    }
    return isRetired(now) ? "retired" : "deprecated";
  }

  private static Map<String, ModelFacts> read() {
    Map<String, ModelFacts> all = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(ModelFacts.class.getResourceAsStream("models.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> row(line.split("\t", -1)))
          .forEach(facts -> all.put(facts.id(), facts));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelFacts row(String[] cells) {
    return new ModelFacts(
        cells[0],
        cells[1],
        date(cells[2]),
        date(cells[3]),
        Long.parseLong(cells[4]),
        Long.parseLong(cells[5]),
        cells[6].equals("adaptive"),
        Set.of(cells[7].split(",")),
        cells[8].equals("yes") ? cells[9] : null,
        cells[10].equals("yes"),
        cells[11].equals("yes"),
        Integer.parseInt(cells[12]));
  }

  private static @Nullable Instant date(String cell) {
    return cell.equals("-") ? null : LocalDate.parse(cell).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
