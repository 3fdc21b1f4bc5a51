package pl.automateforge.agent.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal as one JSON object, for programs: items, runs, due runs, alerts, spending. It holds
 * no texts, so it needs no key. A key without a value is null, never left out; instants are ISO
 * 8601 in UTC; money is US dollars, null where a price is unknown.
 */
public final class JournalJson {
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  private static final int NANO_DIGITS = 9;

  private final JournalView view;

  /** Of this journal. */
  public JournalJson(JournalView view) {
    this.view = view;
  }

  /** Writes the whole journal; the writer stays open. */
  public void write(Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      view.snapshot(() -> {
        try {
          all(json);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      json.writeRaw('\n');
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void all(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("agent", view.agent().orElse(null));
    items(json);
    runs(json);
    due(json);
    alerts(json);
    spending(json);
    json.writeEndObject();
  }

  /** Writes one item alone; the writer stays open. */
  public void write(ItemRow item, Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      item(json, item);
      json.writeRaw('\n');
    }
  }

  private void items(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("items");
    view.eachItem(item -> {
      try {
        item(json, item);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    json.writeEndArray();
  }

  private void item(JsonGenerator json, ItemRow item) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", item.id());
    json.writeObjectFieldStart("source");
    json.writeStringField("container", item.container());
    json.writeStringField("key", item.key());
    json.writeStringField("contentHash", item.contentHash());
    json.writeNumberField("size", item.size());
    json.writeEndObject();
    instant(json, "received", item.received());
    json.writeStringField("category", item.category());
    json.writeStringField("proposed", item.proposed());
    if (item.confidence() == null) {
      json.writeNullField("confidence");
    } else {
      json.writeNumberField("confidence", item.confidence());
    }
    json.writeBooleanField("calibrated", item.calibrated());
    json.writeStringField("decidedBy", item.decidedBy());
    json.writeStringField("basis", item.basis() == null ? null : item.basis().name());
    json.writeBooleanField("confirmedByPerson", item.confirmed());
    json.writeStringField("version", item.version());
    json.writeStringField("state", item.state().name());
    instant(json, "notBefore", item.notBefore());
    json.writeArrayFieldStart("effects");
    for (EffectRow effect : view.effects(item.id())) {
      effect(json, effect);
    }
    json.writeEndArray();
    json.writeNumberField("tokens", item.tokens());
    money(json, "cost", item.category() == null ? Long.valueOf(0) : item.costNanos());
    json.writeStringField("outcome", item.outcome() == null ? null : item.outcome().word());
    json.writeStringField("why", item.why());
    json.writeEndObject();
  }

  private static void effect(JsonGenerator json, EffectRow effect) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", effect.id());
    json.writeStringField("action", effect.action());
    json.writeStringField("class", effect.effectClass().name());
    json.writeStringField("state", effect.state().name());
    json.writeStringField("mode", effect.mode().name());
    json.writeStringField("receipt", effect.receipt());
    json.writeStringField("cause", effect.cause());
    json.writeNumberField("attempts", effect.attempts());
    instant(json, "at", effect.at());
    json.writeStringField("version", effect.version());
    json.writeEndObject();
  }

  private void runs(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("runs");
    for (Rows.Run run : view.runs()) {
      RunSums sums = run.state() == RunState.RUNNING ? view.count(run.id()) : run.sums();
      json.writeStartObject();
      json.writeNumberField("run", run.id());
      instant(json, "due", run.due());
      instant(json, "started", run.started());
      instant(json, "ended", run.ended());
      json.writeStringField("state", run.state().name());
      json.writeStringField("mode", run.mode().name());
      json.writeStringField("version", run.version());
      json.writeNumberField("taken", sums.taken());
      json.writeNumberField("done", sums.done());
      json.writeNumberField("skipped", sums.skipped());
      json.writeNumberField("escalated", sums.escalated());
      json.writeNumberField("failed", sums.failed());
      json.writeNumberField("inFlight", sums.inFlight());
      if (run.backlog() < 0) {
        json.writeNullField("backlog");
      } else {
        json.writeNumberField("backlog", run.backlog());
      }
      json.writeStringField("cause", run.cause());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void due(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("due");
    for (DueState state : List.of(DueState.MISSED, DueState.COMING)) {
      for (Rows.Due due : view.due(state)) {
        json.writeStartObject();
        instant(json, "due", due.due());
        json.writeStringField("state", due.state().name());
        json.writeStringField("why", due.why());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void alerts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (Rows.Alert alert : view.alerts()) {
      json.writeStartObject();
      json.writeStringField("key", alert.key());
      json.writeStringField("priority", alert.priority().name());
      json.writeStringField("cause", alert.cause());
      json.writeStringField("detail", alert.detail());
      instant(json, "raised", alert.raised());
      instant(json, "resolved", alert.resolved());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void spending(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("spending");
    for (Rows.Spending day : view.spending()) {
      json.writeStartObject();
      json.writeStringField("day", day.day().toString());
      json.writeStringField("decidedBy", day.decider());
      json.writeNumberField("calls", day.calls());
      json.writeNumberField("input", day.input());
      json.writeNumberField("output", day.output());
      json.writeNumberField("cacheRead", day.cacheRead());
      json.writeNumberField("cacheWrite", day.cacheWrite());
      money(json, "cost", day.unpriced() > 0 ? null : Long.valueOf(day.costNanos()));
      json.writeNumberField("unpriced", day.unpriced());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void instant(JsonGenerator json, String name, @Nullable Instant at)
      throws IOException {
    json.writeStringField(name, at == null ? null : at.toString());
  }

  private static void money(JsonGenerator json, String name, @Nullable Long nanos)
      throws IOException {
    if (nanos == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros());
    }
  }
}
