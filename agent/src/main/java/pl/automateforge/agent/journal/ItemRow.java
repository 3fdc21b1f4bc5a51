package pl.automateforge.agent.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item as the journal knows it.
 *
 * @param container and key: where it stands at the source; empty once erased
 * @param run the last run that took it
 * @param basis null before the decision
 * @param actions the plan that follows from the decision
 * @param costNanos billionths of a US dollar; null where a price is unknown
 * @param why the last reason in words: of waiting, holding, failing
 * @param confirmed whether a person decided
 */
public record ItemRow(
    String id,
    Instant received,
    String container,
    String key,
    String contentHash,
    long size,
    long run,
    ItemState state,
    @Nullable Outcome outcome,
    @Nullable String category,
    @Nullable String proposed,
    @Nullable Double confidence,
    boolean calibrated,
    @Nullable String decidedBy,
    @Nullable Basis basis,
    @Nullable String version,
    int priority,
    List<String> actions,
    boolean confirmed,
    @Nullable Instant notBefore,
    int attempts,
    long tokens,
    @Nullable Long costNanos,
    String why) {
  public ItemRow {
    actions = List.copyOf(actions);
  }
}
