package pl.automateforge.agent.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * Reads the journal on one read-only connection, which one thread at a time uses: the questions and
 * their SQL.
 */
public final class SqliteView implements JournalView {
  /**
   * SQL cannot say "begins with" by an index without care; ids are hexadecimal, so this bounds them
   * from above.
   */
  private static final String AFTER_HEX = "g";

  private static final String ITEMS =
      "select i.*, t.container, t.key from item i left join item_text t on t.item = i.id ";

  private static final String EFFECTS =
      "select e.*, t.description from effect e left join effect_text t on t.effect = e.id ";

  private final ReadConnection journal;

  private SqliteView(ReadConnection journal) {
    this.journal = journal;
  }

  /**
   * Opens the journal of a state folder for reading; an agent may work with it meanwhile.
   *
   * @throws JournalException where there is none
   */
  public static SqliteView open(Path state) {
    return new SqliteView(ReadConnection.open(state));
  }

  private Optional<String> meta(String name) {
    return journal.one(r -> r.getString(1), "select value from meta where name = ?", name);
  }

  @Override
  public boolean knows(String item) {
    return journal.one(r -> r.getInt(1), "select 1 from item where id = ?", item).isPresent();
  }

  @Override
  public Optional<ItemRow> item(String id) {
    return journal.one(RowReader::item, ITEMS + "where i.id = ?", id);
  }

  @Override
  public List<String> itemsBeginning(String prefix) {
    return journal.list(
        r -> r.getString(1),
        "select id from item where id >= ? and id < ? limit 2",
        prefix,
        prefix + AFTER_HEX);
  }

  @Override
  public List<String> effectsBeginning(String prefix) {
    return journal.list(
        r -> r.getString(1),
        "select id from effect where id >= ? and id < ? limit 2",
        prefix,
        prefix + AFTER_HEX);
  }

  @Override
  public ItemTexts texts(String item) {
    return journal
        .one(RowReader::texts, "select * from item_text where item = ?", item)
        .orElse(ItemTexts.NONE);
  }

  @Override
  public List<EffectRow> effects(String item) {
    return journal.list(RowReader::effect, EFFECTS + "where e.item = ? order by e.seq", item);
  }

  @Override
  public Optional<EffectRow> effect(String id) {
    return journal.one(RowReader::effect, EFFECTS + "where e.id = ?", id);
  }

  @Override
  public List<ItemRow> resumable(Instant now, Mode mode, long room, int most) {
    return journal.list(
        RowReader::item,
        ITEMS
            + "where i.state <> 'COMPLETED' and (i.state in ('RECEIVED', 'DECIDED')"
            + " or (i.state = 'HELD' and i.not_before <= ?1)"
            + " or (i.state = 'PAUSED' and (i.not_before <= ?1 or i.need <= ?2)))"
            + " and (i.mode <> 'PRODUCTION' or ?3 = 'PRODUCTION') order by i.seq limit ?4",
        now.toEpochMilli(),
        room,
        mode,
        most);
  }

  @Override
  public boolean anyHeldUntil(Instant now, Mode mode, long room) {
    return journal
        .one(
            r -> r.getInt(1),
            "select 1 from item where state <> 'COMPLETED'"
                + " and ((state = 'HELD' and not_before <= ?1)"
                + " or (state = 'PAUSED' and (not_before <= ?1 or need <= ?2)))"
                + " and (mode <> 'PRODUCTION' or ?3 = 'PRODUCTION') limit 1",
            now.toEpochMilli(),
            room,
            mode)
        .isPresent();
  }

  @Override
  public List<ItemRow> waiting() {
    return journal.list(
        RowReader::item,
        ITEMS + "where i.state <> 'COMPLETED' and i.state = 'WAITING' order by i.priority, i.seq");
  }

  @Override
  public List<EffectRow> ambiguous() {
    return journal.list(
        RowReader::effect,
        EFFECTS
            + "where e.state in ('INTENT', 'AMBIGUOUS') and e.state = 'AMBIGUOUS' order by e.seq");
  }

  @Override
  public Map<ItemState, Long> states() {
    Map<ItemState, Long> counts = new EnumMap<>(ItemState.class);
    journal.each(
        r -> Map.entry(ItemState.valueOf(r.getString(1)), r.getLong(2)),
        e -> counts.put(e.getKey(), e.getValue()),
        "select state, count(*) from item group by state");
    return counts;
  }

  @Override
  public void eachItem(Consumer<ItemRow> consumer) {
    journal.each(RowReader::item, consumer, ITEMS + "order by i.seq");
  }

  @Override
  public void eachFrom(String container, Consumer<ItemIdentity> consumer) {
    journal.each(
        row -> new ItemIdentity(row.getString(1), row.getString(2), row.getString(3)),
        consumer,
        "select t.container, t.key, i.content_hash from item i join item_text t on t.item = i.id"
            + " where t.container <> '' and substr(t.container, 1, length(?1)) = ?1 order by i.seq",
        container);
  }

  @Override
  public RunSums count(long run) {
    return journal
        .one(
            RowReader::sums,
            "select count(*), count(*) filter (where outcome = 'DONE'),"
                + " count(*) filter (where outcome = 'SKIPPED'),"
                + " count(*) filter (where outcome = 'ESCALATED'),"
                + " count(*) filter (where outcome = 'FAILED'),"
                + " count(*) filter (where outcome is null) from item where run = ?",
            run)
        .orElse(RunSums.NONE);
  }

  @Override
  public long paused(long run) {
    return journal
        .one(r -> r.getLong(1), "select count(*) from item where run = ? and state = 'PAUSED'", run)
        .orElse(0L);
  }

  @Override
  public long spentSince(Instant from) {
    return journal
        .one(
            r -> r.getLong(1),
            "select coalesce(sum(nanos), 0) from spent where quarter >= ?",
            MoneyTables.quarter(from))
        .orElse(0L);
  }

  @Override
  public List<Rows.Reservation> reservations() {
    return journal.list(RowReader::reservation, "select * from reservation order by call");
  }

  @Override
  public List<Rows.Topic> topics(String topic, Instant from, Instant to, int most) {
    return journal.list(
        RowReader::topic,
        "select id, topic_at from item where topic = ? and topic_at > ? and topic_at <= ? limit ?",
        topic,
        from.toEpochMilli(),
        to.toEpochMilli(),
        most);
  }

  @Override
  public String topicKey() {
    return meta("topic.key").orElse("");
  }

  @Override
  public List<Rows.Run> runs() {
    return journal.list(RowReader::run, "select * from run order by started, id");
  }

  @Override
  public Optional<Rows.Run> lastRun() {
    return journal.one(RowReader::run, "select * from run order by id desc limit 1");
  }

  @Override
  public List<Rows.Due> dueSince(Instant from) {
    return journal.list(
        RowReader::due,
        "select * from due where due >= coalesce((select max(due) from due where due < ?), ?)"
            + " or state = 'COMING' order by due",
        from.toEpochMilli(),
        from.toEpochMilli());
  }

  @Override
  public List<Rows.Due> due(DueState state) {
    return journal.list(RowReader::due, "select * from due where state = ? order by due", state);
  }

  @Override
  public List<Rows.Alert> alerts() {
    return journal.list(RowReader::alert, "select * from alert order by seq");
  }

  @Override
  public List<Rows.Spending> spending() {
    return journal.list(RowReader::spending, "select * from spending order by day, decider");
  }

  @Override
  public List<Rows.Inbox> inbox() {
    return journal.list(RowReader::inbox, "select * from inbox where consumed is null order by id");
  }

  @Override
  public Optional<String> inboxResult(long id) {
    return journal.one(
        r -> r.getString(1), "select result from inbox where id = ? and consumed is not null", id);
  }

  @Override
  public Optional<String> cursor() {
    return meta("cursor");
  }

  @Override
  public Optional<String> lastVersion() {
    return meta("version")
        .flatMap(hash ->
            journal.one(r -> r.getString(1), "select canonical from version where hash = ?", hash));
  }

  @Override
  public Optional<String> agent() {
    return meta("agent");
  }

  @Override
  public long starts() {
    return journal
        .one(r -> r.getLong(1), "select count(*) from fact where type = ?", "Started")
        .orElse(0L);
  }

  @Override
  public List<Rows.FactRow> factsOf(String item) {
    return journal.list(RowReader::fact, "select * from fact where item = ? order by seq", item);
  }

  @Override
  public void snapshot(Runnable reading) {
    journal.snapshot(reading);
  }

  @Override
  public List<Rows.FactRow> facts(long after, int limit) {
    return journal.list(
        RowReader::fact, "select * from fact where seq > ? order by seq limit ?", after, limit);
  }

  @Override
  public Optional<Long> firstBrokenLink() {
    ChainCheck check = new ChainCheck();
    snapshot(() -> {
      journal.each(RowReader::fact, check::next, "select * from fact order by seq");
      check.end(meta(FactStore.HEAD).orElse(Chain.GENESIS));
    });
    return check.broken();
  }

  @Override
  public void close() {
    journal.close();
  }
}
