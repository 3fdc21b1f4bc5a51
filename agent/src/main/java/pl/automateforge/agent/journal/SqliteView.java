package pl.automateforge.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.source.ItemIdentity;

/** Reads the journal on one read-only connection; a lock lets one thread at a time use it. */
public final class SqliteView implements JournalView {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * SQL cannot say "begins with" by an index without care; ids are hexadecimal, so this bounds them
   * from above.
   */
  private static final String AFTER_HEX = "g";

  private static final String ITEMS =
      "select i.*, t.container, t.key from item i left join item_text t on t.item = i.id ";

  private static final String EFFECTS =
      "select e.*, t.description from effect e left join effect_text t on t.effect = e.id ";

  private final Connection connection;
  private final Statements sql;
  private final ReentrantLock lock = new ReentrantLock();

  private SqliteView(Connection connection) {
    this.connection = connection;
    this.sql = new Statements(connection);
  }

  /**
   * Opens the journal of a state folder for reading; an agent may work with it meanwhile.
   *
   * @throws JournalException where there is none
   */
  public static SqliteView open(Path state) {
    Path file = state.resolve(SqliteJournal.FILE);
    if (!Files.isRegularFile(file)) {
      throw new JournalException("there is no journal in " + state + ": no agent worked there yet");
    }
    try {
      Connection connection = SqliteJournal.connect(file, true);
      SqliteJournal.refuseEmpty(connection, file);
      return new SqliteView(connection);
    } catch (SQLException e) {
      throw new JournalException("cannot read the journal " + file + ": " + e.getMessage(), e);
    }
  }

  /** Turns one row into a value. */
  @FunctionalInterface
  private interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private static JournalException unreadable(SQLException e) {
    String message = String.valueOf(e.getMessage());
    boolean damaged = message.contains("SQLITE_CORRUPT") || message.contains("SQLITE_NOTADB");
    return new JournalException(
        damaged
            ? "the journal is damaged ("
                + message
                + "): restore the state folder from a backup, or begin a new one in observation"
            : "the journal could not be read: " + message,
        e);
  }

  private <T> void each(
      Mapper<T> mapper, Consumer<T> consumer, String query, @Nullable Object... values) {
    lock.lock();
    try {
      // Closing the rows ends the read transaction: the next read sees what was committed
      // meanwhile.
      try (ResultSet rows = sql.bind(query, values).executeQuery()) {
        while (rows.next()) {
          consumer.accept(mapper.map(rows));
        }
      }
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      lock.unlock();
    }
  }

  private <T> List<T> list(Mapper<T> mapper, String query, @Nullable Object... values) {
    List<T> found = new ArrayList<>();
    each(mapper, found::add, query, values);
    return found;
  }

  private <T> Optional<T> one(Mapper<T> mapper, String query, @Nullable Object... values) {
    return list(mapper, query, values).stream().findFirst();
  }

  private Optional<String> meta(String name) {
    return one(r -> r.getString(1), "select value from meta where name = ?", name);
  }

  @Override
  public boolean knows(String item) {
    return one(r -> r.getInt(1), "select 1 from item where id = ?", item).isPresent();
  }

  @Override
  public Optional<ItemRow> item(String id) {
    return one(SqliteView::itemRow, ITEMS + "where i.id = ?", id);
  }

  @Override
  public List<String> itemsBeginning(String prefix) {
    return list(
        r -> r.getString(1),
        "select id from item where id >= ? and id < ? limit 2",
        prefix,
        prefix + AFTER_HEX);
  }

  @Override
  public List<String> effectsBeginning(String prefix) {
    return list(
        r -> r.getString(1),
        "select id from effect where id >= ? and id < ? limit 2",
        prefix,
        prefix + AFTER_HEX);
  }

  @Override
  public ItemTexts texts(String item) {
    return one(SqliteView::itemTexts, "select * from item_text where item = ?", item)
        .orElse(ItemTexts.NONE);
  }

  @Override
  public List<EffectRow> effects(String item) {
    return list(SqliteView::effectRow, EFFECTS + "where e.item = ? order by e.seq", item);
  }

  @Override
  public Optional<EffectRow> effect(String id) {
    return one(SqliteView::effectRow, EFFECTS + "where e.id = ?", id);
  }

  @Override
  public List<ItemRow> resumable(Instant now, Mode mode, int most) {
    return list(
        SqliteView::itemRow,
        ITEMS
            + "where i.state <> 'COMPLETED' and (i.state in ('RECEIVED', 'DECIDED')"
            + " or (i.state = 'HELD' and i.not_before <= ?))"
            + " and (i.mode <> 'PRODUCTION' or ? = 'PRODUCTION') order by i.seq limit ?",
        now.toEpochMilli(),
        mode,
        most);
  }

  @Override
  public boolean anyHeldUntil(Instant now, Mode mode) {
    return one(
            r -> r.getInt(1),
            "select 1 from item where state <> 'COMPLETED' and state = 'HELD' and not_before <= ?"
                + " and (mode <> 'PRODUCTION' or ? = 'PRODUCTION') limit 1",
            now.toEpochMilli(),
            mode)
        .isPresent();
  }

  @Override
  public List<ItemRow> waiting() {
    return list(
        SqliteView::itemRow,
        ITEMS + "where i.state <> 'COMPLETED' and i.state = 'WAITING' order by i.priority, i.seq");
  }

  @Override
  public List<EffectRow> ambiguous() {
    return list(
        SqliteView::effectRow,
        EFFECTS
            + "where e.state in ('INTENT', 'AMBIGUOUS') and e.state = 'AMBIGUOUS' order by e.seq");
  }

  @Override
  public Map<ItemState, Long> states() {
    Map<ItemState, Long> counts = new EnumMap<>(ItemState.class);
    each(
        r -> Map.entry(ItemState.valueOf(r.getString(1)), r.getLong(2)),
        e -> counts.put(e.getKey(), e.getValue()),
        "select state, count(*) from item group by state");
    return counts;
  }

  @Override
  public void eachItem(Consumer<ItemRow> consumer) {
    each(SqliteView::itemRow, consumer, ITEMS + "order by i.seq");
  }

  @Override
  public void eachFrom(String container, Consumer<ItemIdentity> consumer) {
    each(
        row -> new ItemIdentity(row.getString(1), row.getString(2), row.getString(3)),
        consumer,
        "select t.container, t.key, i.content_hash from item i join item_text t on t.item = i.id"
            + " where t.container <> '' and substr(t.container, 1, length(?1)) = ?1 order by i.seq",
        container);
  }

  @Override
  public RunSums count(long run) {
    return one(
            r ->
                new RunSums(
                    r.getLong(1),
                    r.getLong(2),
                    r.getLong(3),
                    r.getLong(4),
                    r.getLong(5),
                    r.getLong(6)),
            "select count(*), count(*) filter (where outcome = 'DONE'),"
                + " count(*) filter (where outcome = 'SKIPPED'),"
                + " count(*) filter (where outcome = 'ESCALATED'),"
                + " count(*) filter (where outcome = 'FAILED'),"
                + " count(*) filter (where outcome is null) from item where run = ?",
            run)
        .orElse(RunSums.NONE);
  }

  @Override
  public List<Rows.Run> runs() {
    return list(SqliteView::runRow, "select * from run order by started, id");
  }

  @Override
  public Optional<Rows.Run> lastRun() {
    return one(SqliteView::runRow, "select * from run order by id desc limit 1");
  }

  @Override
  public List<Rows.Due> dueSince(Instant from) {
    return list(
        SqliteView::dueRow,
        "select * from due where due >= coalesce((select max(due) from due where due < ?), ?)"
            + " or state = 'COMING' order by due",
        from.toEpochMilli(),
        from.toEpochMilli());
  }

  @Override
  public List<Rows.Due> due(DueState state) {
    return list(SqliteView::dueRow, "select * from due where state = ? order by due", state);
  }

  @Override
  public List<Rows.Alert> alerts() {
    return list(
        r ->
            new Rows.Alert(
                r.getString("key"),
                Priority.valueOf(r.getString("priority")),
                r.getString("cause"),
                r.getString("detail"),
                instant(r, "raised"),
                instantOrNull(r, "resolved")),
        "select * from alert order by seq");
  }

  @Override
  public List<Rows.Spending> spending() {
    return list(
        r ->
            new Rows.Spending(
                LocalDate.ofEpochDay(r.getLong("day")),
                r.getString("decider"),
                r.getLong("calls"),
                r.getLong("input"),
                r.getLong("output"),
                r.getLong("cache_read"),
                r.getLong("cache_write"),
                r.getLong("cost_nanos"),
                r.getLong("unpriced")),
        "select * from spending order by day, decider");
  }

  @Override
  public List<Rows.Inbox> inbox() {
    return list(
        r ->
            new Rows.Inbox(
                r.getLong("id"),
                instant(r, "at"),
                r.getString("kind"),
                r.getString("subject"),
                r.getString("word"),
                r.getString("by")),
        "select * from inbox where consumed is null order by id");
  }

  @Override
  public Optional<String> inboxResult(long id) {
    return one(
        r -> r.getString(1), "select result from inbox where id = ? and consumed is not null", id);
  }

  @Override
  public Optional<String> cursor() {
    return meta("cursor");
  }

  @Override
  public Optional<String> lastVersion() {
    return meta("version")
        .flatMap(
            hash -> one(r -> r.getString(1), "select canonical from version where hash = ?", hash));
  }

  @Override
  public Optional<String> agent() {
    return meta("agent");
  }

  @Override
  public List<Rows.FactRow> factsOf(String item) {
    return list(SqliteView::factRow, "select * from fact where item = ? order by seq", item);
  }

  @Override
  public void snapshot(Runnable reading) {
    lock.lock();
    try {
      sql.update("begin");
      try {
        reading.run();
      } finally {
        sql.update("commit");
      }
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Rows.FactRow> facts(long after, int limit) {
    return list(
        SqliteView::factRow, "select * from fact where seq > ? order by seq limit ?", after, limit);
  }

  @Override
  public Optional<Long> firstBrokenLink() {
    ChainCheck check = new ChainCheck();
    snapshot(() -> {
      each(SqliteView::factRow, check::next, "select * from fact order by seq");
      check.end(meta(FactStore.HEAD).orElse(Chain.GENESIS));
    });
    return check.broken();
  }

  private static ItemRow itemRow(ResultSet r) throws SQLException {
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

  private static EffectRow effectRow(ResultSet r) throws SQLException {
    return new EffectRow(
        r.getString("id"),
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
        r.getString("description"));
  }

  private static ItemTexts itemTexts(ResultSet r) throws SQLException {
    return new ItemTexts(
        r.getString("sender"),
        r.getString("subject"),
        r.getString("reason"),
        fields(r.getString("fields")),
        r.getString("text"));
  }

  private static Rows.Run runRow(ResultSet r) throws SQLException {
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

  private static Rows.Due dueRow(ResultSet r) throws SQLException {
    return new Rows.Due(
        instant(r, "due"),
        DueState.valueOf(r.getString("state")),
        longOrNull(r, "run"),
        r.getString("why"));
  }

  private static Rows.FactRow factRow(ResultSet r) throws SQLException {
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

  @Override
  public void close() {
    lock.lock();
    try {
      if (!connection.isClosed()) {
        sql.close();
        connection.close();
      }
    } catch (SQLException e) {
      throw new JournalException("the journal did not close: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
