package pl.automateforge.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;

/** Turns rows of the journal's tables into values: what a column holds is known here alone. */
final class RowReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowReader() {}

  static ItemRow item(ResultSet r) throws SQLException {
    String outcome = r.getString("outcome");
    String basis = r.getString("basis");
    double confidence = r.getDouble("confidence");
    boolean undecided = r.wasNull();
    return new ItemRow(
        r.getString("id"),
        instant(r, "received"),
        textOrEmpty(r, "container"),
        textOrEmpty(r, "key"),
        r.getString("content_hash"),
        r.getLong("size"),
        r.getLong("run"),
        ItemState.valueOf(r.getString("state")),
        outcome == null ? null : Outcome.valueOf(outcome),
        r.getString("category"),
        r.getString("proposed"),
        undecided ? null : confidence,
        r.getInt("calibrated") == 1,
        r.getString("decided_by"),
        basis == null ? null : Basis.valueOf(basis),
        r.getString("version"),
        r.getInt("priority"),
        strings(r.getString("actions")),
        r.getInt("confirmed") == 1,
        instantOrNull(r, "not_before"),
        r.getInt("attempts"),
        r.getLong("tokens"),
        longOrNull(r, "cost_nanos"),
        r.getString("why"));
  }

  static EffectRow effect(ResultSet r, SealedTexts sealing) throws SQLException {
    String id = r.getString("id");
    return new EffectRow(
        id,
        r.getString("item"),
        r.getString("action"),
        EffectClass.valueOf(r.getString("class")),
        EffectState.valueOf(r.getString("state")),
        Mode.valueOf(r.getString("mode")),
        r.getString("version"),
        r.getInt("attempts"),
        r.getInt("probes"),
        instant(r, "at"),
        r.getString("receipt"),
        r.getString("cause"),
        sealing.description(id, r.getBytes("sealed")).orElse(null));
  }

  static ItemTexts texts(ResultSet r, SealedTexts sealing) throws SQLException {
    return sealing.texts(r.getString("item"), r.getBytes("sealed")).orElse(ItemTexts.NONE);
  }

  /** As texts lay before they were sealed. */
  static ItemTexts plainTexts(ResultSet r) throws SQLException {
    return new ItemTexts(
        r.getString("sender"),
        r.getString("subject"),
        r.getString("reason"),
        fields(r.getString("fields")),
        r.getString("text"));
  }

  static Rows.Run run(ResultSet r) throws SQLException {
    return new Rows.Run(
        r.getLong("id"),
        instant(r, "due"),
        instant(r, "started"),
        instantOrNull(r, "ended"),
        RunState.valueOf(r.getString("state")),
        Mode.valueOf(r.getString("mode")),
        r.getString("version"),
        new RunSums(
            r.getLong("taken"),
            r.getLong("done"),
            r.getLong("skipped"),
            r.getLong("escalated"),
            r.getLong("failed"),
            r.getLong("in_flight")),
        r.getLong("backlog"),
        r.getString("cause"));
  }

  static Rows.Due due(ResultSet r) throws SQLException {
    return new Rows.Due(
        instant(r, "due"),
        DueState.valueOf(r.getString("state")),
        longOrNull(r, "run"),
        r.getString("why"));
  }

  static Rows.FactRow fact(ResultSet r) throws SQLException {
    return new Rows.FactRow(
        r.getLong("seq"),
        instant(r, "at"),
        r.getString("type"),
        r.getString("item"),
        r.getString("effect"),
        longOrNull(r, "run"),
        r.getString("body"),
        r.getString("prev"),
        r.getString("hash"));
  }

  static Rows.Alert alert(ResultSet r) throws SQLException {
    return new Rows.Alert(
        r.getString("key"),
        Priority.valueOf(r.getString("priority")),
        r.getString("cause"),
        r.getString("detail"),
        instant(r, "raised"),
        instantOrNull(r, "resolved"));
  }

  static Rows.Spending spending(ResultSet r) throws SQLException {
    return new Rows.Spending(
        LocalDate.ofEpochDay(r.getLong("day")),
        r.getString("decider"),
        r.getLong("calls"),
        r.getLong("input"),
        r.getLong("output"),
        r.getLong("cache_read"),
        r.getLong("cache_write"),
        r.getLong("cost_nanos"),
        r.getLong("unpriced"));
  }

  /** What {@link FactStore#RETAINED} names. */
  static Rows.Retention retention(String meta) {
    String[] parts = meta.split(",", -1);
    return new Rows.Retention(
        Instant.ofEpochMilli(Long.parseLong(parts[0])),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]));
  }

  static Anchor anchor(ResultSet r) throws SQLException {
    return new Anchor(r.getLong("seq"), r.getString("hash"));
  }

  static Rows.Topic topic(ResultSet r) throws SQLException {
    return new Rows.Topic(r.getString("id"), instant(r, "topic_at"));
  }

  static Rows.Reservation reservation(ResultSet r) throws SQLException {
    return new Rows.Reservation(
        r.getLong("call"), r.getString("item"), instant(r, "at"), r.getLong("nanos"));
  }

  static Rows.Inbox inbox(ResultSet r) throws SQLException {
    return new Rows.Inbox(
        r.getLong("id"),
        instant(r, "at"),
        r.getString("kind"),
        r.getString("subject"),
        r.getString("word"),
        r.getString("by"));
  }

  /** The six counts of a query that selects them in the order of the sums. */
  static RunSums sums(ResultSet r) throws SQLException {
    return new RunSums(
        r.getLong(1), r.getLong(2), r.getLong(3), r.getLong(4), r.getLong(5), r.getLong(6));
  }

  private static Instant instant(ResultSet r, String column) throws SQLException {
    return Instant.ofEpochMilli(r.getLong(column));
  }

  private static @Nullable Instant instantOrNull(ResultSet r, String column) throws SQLException {
    Long millis = longOrNull(r, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long longOrNull(ResultSet r, String column) throws SQLException {
    long value = r.getLong(column);
    return r.wasNull() ? null : value;
  }

  private static String textOrEmpty(ResultSet r, String column) throws SQLException {
    String text = r.getString(column);
    return text == null ? "" : text;
  }

  private static List<String> strings(String json) {
    return json.isEmpty() ? List.of() : parse(json, new TypeReference<List<String>>() {});
  }

  private static Map<String, String> fields(String json) {
    return parse(json, new TypeReference<LinkedHashMap<String, String>>() {});
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new JournalException("the journal holds a value that cannot be read: " + json, e);
    }
  }
}
