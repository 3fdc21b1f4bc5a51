package pl.automateforge.agent.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The announced end of a model.
 *
 * @param day from which on it no longer answers
 * @param successor what its vendor names instead; null where it names none
 */
public record Retirement(String model, LocalDate day, @Nullable String successor) {

  /** The announced end of this model; empty where this version knows of none. */
  public static Optional<Retirement> of(String model) {
    return Tables.read("retirements.csv", Retirement::row).stream()
        .filter(row -> row.model().equals(model))
        .findFirst();
  }

  private static Retirement row(CSVRecord row) {
    String successor = row.get("successor");
    return new Retirement(
        row.get("model"),
        LocalDate.parse(row.get("retires")),
        successor.isEmpty() ? null : successor);
  }
}
