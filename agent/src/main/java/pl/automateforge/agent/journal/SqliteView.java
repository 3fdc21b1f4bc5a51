package pl.automateforge.agent.journal;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import pl.automateforge.agent.privacy.sealing.Keyring;
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
      "select e.*, t.sealed from effect e left join effect_text t on t.effect = e.id ";

  private final ReadConnection journal;

  /** Used while a row is read, so by one thread at a time. */
  private final SealedTexts sealing;

  private SqliteView(ReadConnection journal, Keyring keys) {
    this.journal = journal;
    this.sealing = new SealedTexts(keys);
  }

  /**
   * Opens the journal of a state folder for reading; an agent may work with it meanwhile. Its texts
   * stay sealed.
   *
   * @throws JournalException where there is none
   */
  public static SqliteView open(Path state) {
    return open(state, Keyring.NONE);
  }

  /**
   * As the other.
   *
   * @param keys open the texts
   */
  public static SqliteView open(Path state, Keyring keys) {
    return new SqliteView(ReadConnection.open(state), keys);
  }

  private EffectRow effect(ResultSet row) throws SQLException {
    return RowReader.effect(row, sealing);
  }

  private Optional<String> meta(String name) {
    return journal.one(r -> r.getString(1), "select value from meta where name = ?", name);
  }

  @Override
  public boolean knows(String item) {
    return journal
        .one(
            r -> r.getInt(1),
            "select 1 from item where id = ?1 union all select 1 from known where item = ?1 limit 1",
            item)
        .isPresent();
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
        .one(
            row -> RowReader.texts(row, sealing),
            "select item, sealed from item_text where item = ?",
            item)
        .orElse(ItemTexts.NONE);
  }

  @Override
  public List<EffectRow> effects(String item) {
    return journal.list(this::effect, EFFECTS + "where e.item = ? order by e.seq", item);
  }

  @Override
  public Optional<EffectRow> effect(String id) {
    return journal.one(this::effect, EFFECTS + "where e.id = ?", id);
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
        this::effect,
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
        "select container, key, content_hash from (select seq, container, key, content_hash"
            + " from known union all select i.seq, t.container, t.key, i.content_hash"
            + " from item i join item_text t on t.item = i.id)"
            + " where container <> '' and key <> '' and substr(container, 1, length(?1)) = ?1"
            + " order by seq",
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
        .one(
            r -> r.getLong(1),
            "select (select count(*) from fact where type = ?) +"
                + " coalesce((select starts from anchor), 0)",
            "Started")
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
    List<Long> broken = new ArrayList<>();
    snapshot(() -> {
      ChainCheck check = new ChainCheck(anchor());
      journal.each(RowReader::fact, check::next, "select * from fact order by seq");
      check.end(meta(FactStore.HEAD).orElse(Chain.GENESIS));
      check.broken().ifPresent(broken::add);
    });
    return broken.stream().findFirst();
  }

  private Anchor anchor() {
    return journal.one(RowReader::anchor, "select seq, hash from anchor").orElse(Anchor.NONE);
  }

  @Override
  public Set<String> sealingKeys() {
    return SealKeys.named(meta(SealKeys.META).orElse(""));
  }

  @Override
  public boolean sealed() {
    return sealingKeys().stream().anyMatch(key -> !sealing.keys().holds(key));
  }

  @Override
  public boolean textsGone(String item) {
    return journal
        .one(
            r -> r.getInt(1),
            "select 1 from item_text where item = ? and gone is not null and sealed is null",
            item)
        .isPresent();
  }

  @Override
  public Mentions mentions(Predicate<String> somebody) {
    for (String key : sealingKeys()) {
      if (!sealing.keys().holds(key)) {
        throw SealKeys.refused(key, sealing.keys());
      }
    }
    return new MentionSearch(journal, sealing, somebody).everywhere();
  }

  @Override
  public Mentions sealedBy(String key) {
    return new Mentions(
        journal.list(
            r -> r.getString(1),
            "select item from item_text where lower(hex(substr(sealed, 2, 8))) = ?1 union"
                + " select e.item from effect_text t join effect e on e.id = t.effect"
                + " where lower(hex(substr(t.sealed, 2, 8))) = ?1",
            key),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public Optional<Rows.Retention> lastRetention() {
    return meta(FactStore.RETAINED).map(RowReader::retention);
  }

  @Override
  public List<ItemRow> unendedBefore(Instant received) {
    return journal.list(
        RowReader::item,
        ITEMS
            + "where i.state <> 'COMPLETED' and i.received < ? and t.sealed is not null"
            + " order by i.seq",
        received.toEpochMilli());
  }

  @Override
  public Rows.Retainable retainable(Instant textsBefore, Instant journalBefore) {
    long texts =
        journal
            .one(
                r -> r.getLong(1),
                "select count(*) from item i join item_text t on t.item = i.id"
                    + " where i.state = 'COMPLETED' and i.received < ? and t.sealed is not null",
                textsBefore.toEpochMilli())
            .orElse(0L);
    Anchor from = anchor();
    // The first fact that stays ends the search: instants may go back where a clock was set.
    long through =
        journal
            .one(
                r -> r.getLong(1) - 1,
                "select seq from fact where at >= ? order by seq limit 1",
                journalBefore.toEpochMilli())
            .orElseGet(this::lastFact);
    return journal
        .one(RowReader::anchor, "select seq, hash from fact where seq = ?", through)
        .map(last -> new Rows.Retainable(texts, last.seq() - from.seq(), last.seq(), last.hash()))
        .orElseGet(() -> new Rows.Retainable(texts, 0, from.seq(), from.hash()));
  }

  private long lastFact() {
    return journal.one(r -> r.getLong(1), "select coalesce(max(seq), 0) from fact").orElse(0L);
  }

  @Override
  public long pruned() {
    return journal.one(r -> r.getLong(1), "select count(*) from known").orElse(0L);
  }

  @Override
  public void close() {
    journal.close();
  }
}
