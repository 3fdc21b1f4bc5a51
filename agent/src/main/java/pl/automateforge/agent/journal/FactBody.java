package pl.automateforge.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.spec.Hashes;

/** The chained body of a fact: ids, hashes, numbers and the spec's own words, in a fixed order. */
final class FactBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String THROUGH = "through";
  private static final String HEAD = "head";

  private FactBody() {}

  /** Where the chain begins, as the body of a {@link Entry.Retained} says. */
  static Anchor anchor(String retained) {
    try {
      JsonNode body = JSON.readTree(retained);
      return new Anchor(body.path(THROUGH).asLong(), body.path(HEAD).asText());
    } catch (JsonProcessingException e) {
      throw new JournalException("the journal holds a fact that cannot be read: " + retained, e);
    }
  }

  static String of(Entry.Fact fact) {
    return json(
        switch (fact) {
          case Entry.Started f ->
              map(
                  "version", f.version(),
                  "engine", f.engine(),
                  "mode", f.mode().name(),
                  "decider", f.decider(),
                  "revision", f.revision());
          case Entry.ModeChanged f -> map("mode", f.mode().name());
          case Entry.Ended _ -> map();
          case Entry.RunDue f -> map("due", f.due().toEpochMilli());
          case Entry.RunWithdrawn f -> map("due", f.due().toEpochMilli());
          case Entry.RunMissed f -> map("due", f.due().toEpochMilli());
          case Entry.RunStarted f ->
              map("due", f.due().toEpochMilli(), "mode", f.mode().name(), "version", f.version());
          case Entry.RunEnded f -> runEnded(f);
          case Entry.Received f -> map("content", f.identity().contentHash(), "size", f.size());
          case Entry.Skipped f -> map("content", f.identity().contentHash(), "filter", f.filter());
          case Entry.Resumed _ -> map();
          case Entry.Decided f -> decided(f);
          case Entry.Waiting _ -> map();
          case Entry.Held f -> map("until", f.until().toEpochMilli(), "attempts", f.attempts());
          case Entry.Paused f -> map("until", f.until().toEpochMilli(), "need", f.need());
          case Entry.Verdict f ->
              map("category", f.category(), "agreed", f.agreed(), "actions", f.actions());
          case Entry.Completed f -> map("outcome", f.outcome().word());
          case Entry.Intent f ->
              map(
                  "action", f.action(),
                  "class", f.effectClass().name(),
                  "mode", f.mode().name(),
                  "version", f.version(),
                  "attempt", f.attempt());
          case Entry.ProbedAbsent _ -> map();
          case Entry.Done f -> map("receipt", Hashes.sha256(f.receipt()));
          case Entry.Failed f -> map("again", f.again());
          case Entry.Ambiguous _ -> map();
          case Entry.WouldDo f ->
              map(
                  "action", f.action(),
                  "class", f.effectClass().name(),
                  "version", f.version());
          case Entry.Settled f -> map("how", f.how());
          case Entry.AlertRaised f -> map("key", f.key(), "priority", f.priority().name());
          case Entry.AlertResolved f -> map("key", f.key());
          case Entry.Retained f ->
              map(
                  "textsBefore",
                  f.textsBefore().toEpochMilli(),
                  "journalBefore",
                  f.journalBefore().toEpochMilli(),
                  "texts",
                  f.texts(),
                  "facts",
                  f.facts(),
                  THROUGH,
                  f.through(),
                  HEAD,
                  f.head());
          case Entry.Erased f -> map("items", f.mentions().items());
        });
  }

  private static Map<String, @Nullable Object> runEnded(Entry.RunEnded f) {
    RunSums s = f.sums();
    return map(
        "state", f.state().name(),
        "taken", s.taken(),
        "done", s.done(),
        "skipped", s.skipped(),
        "escalated", s.escalated(),
        "failed", s.failed(),
        "inFlight", s.inFlight(),
        "backlog", f.backlog());
  }

  private static Map<String, @Nullable Object> decided(Entry.Decided f) {
    Usage u = f.usage();
    return map(
        "category", f.category(),
        "proposed", f.proposed(),
        "confidence", f.confidence(),
        "calibrated", f.calibrated(),
        "by", f.decidedBy(),
        "revision", f.revision(),
        "basis", f.basis().name(),
        "version", f.version(),
        "actions", f.actions(),
        "language", f.language(),
        "input", u.input(),
        "output", u.output(),
        "cacheRead", u.cacheRead(),
        "cacheWrite", u.cacheWrite(),
        "costNanos", nanos(u.cost()));
  }

  /** Billionths of a US dollar; null where the price is unknown. */
  static @Nullable Long nanos(Cost cost) {
    return cost.nanos();
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values can be written", e);
    }
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(Objects.requireNonNull((String) pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
