package pl.automateforge.agent.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Appends facts to the chain and keeps the tables that follow from them. Belongs to the writer's
 * thread.
 */
final class FactStore {
  /** The name under which the chain's last hash is remembered. */
  static final String HEAD = "head";

  /** The name under which the last retention is remembered: its instant and two counts. */
  static final String RETAINED = "retained";

  private final Statements sql;
  private final RunTables runs;
  private final ItemTables items;
  private final EffectTables effects;
  private final KeptTables kept;
  private final MoneyTables money;
  private long seq;
  private String head;

  FactStore(Connection connection, Statements sql, SealedTexts sealing) throws SQLException {
    this.sql = sql;
    this.runs = new RunTables(sql);
    MaskedWords words = new MaskedWords(sql, sealing);
    this.items = new ItemTables(sql, sealing, words);
    this.effects = new EffectTables(sql, sealing, words);
    this.kept = new KeptTables(sql);
    this.money = new MoneyTables(sql);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select seq, hash from fact order by seq desc limit 1")) {
      boolean any = rows.next();
      seq = any ? rows.getLong(1) : 0;
      head = any ? rows.getString(2) : Chain.GENESIS;
    }
  }

  /** Where the chain ends, to come back to after a rollback. */
  record Position(long seq, String head) {}

  Position position() {
    return new Position(seq, head);
  }

  void rewind(Position position) {
    seq = position.seq();
    head = position.head();
  }

  /** Remembers where the chain ends, in the transaction of what was appended. */
  void rememberHead() throws SQLException {
    meta(HEAD, head);
  }

  /** Something that differs each time: SQLite does not write what is as it was. */
  void rememberWritten(Instant now) throws SQLException {
    meta("written", Long.toString(now.toEpochMilli()));
  }

  void write(Entry entry, Instant now) throws SQLException {
    long at = now.toEpochMilli();
    if (entry instanceof Entry.Fact fact) {
      append(fact, at);
    }
    follow(entry, at);
  }

  private void append(Entry.Fact fact, long at) throws SQLException {
    String item = fact instanceof Entry.ItemFact about ? about.item() : null;
    String effect = fact instanceof Entry.EffectFact about ? about.effect() : null;
    Long run = runOf(fact);
    String type = fact.getClass().getSimpleName();
    String body = FactBody.of(fact);
    long next = seq + 1;
    String hash = Chain.link(head, next, at, type, item, effect, run, body);
    sql.update(
        "insert into fact (seq, at, type, item, effect, run, body, prev, hash)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        next,
        at,
        type,
        item,
        effect,
        run,
        body,
        head,
        hash);
    seq = next;
    head = hash;
  }

  private static @Nullable Long runOf(Entry.Fact fact) {
    return switch (fact) {
      case Entry.RunStarted f -> f.run();
      case Entry.RunEnded f -> f.run();
      case Entry.Received f -> f.run();
      case Entry.Skipped f -> f.run();
      case Entry.Resumed f -> f.run();
      default -> null;
    };
  }

  private void follow(Entry entry, long at) throws SQLException {
    switch (entry) {
      case Entry.Started f -> started(f, at);
      case Entry.ModeChanged _, Entry.Ended _ -> {}
      case Entry.RunDue f -> runs.due(f);
      case Entry.RunWithdrawn f -> runs.withdrawn(f);
      case Entry.RunMissed f -> runs.missed(f);
      case Entry.RunStarted f -> runs.started(f, at);
      case Entry.RunEnded f -> runs.ended(f, MaskedWords.of(f.cause()), at);
      case Entry.Received f -> items.received(f, seq, at);
      case Entry.Skipped f -> items.skipped(f, seq, at);
      case Entry.Resumed f -> items.resumed(f);
      case Entry.Decided f -> items.decided(f, at);
      case Entry.Waiting f -> items.waiting(f);
      case Entry.Held f -> items.held(f);
      case Entry.Paused f -> items.paused(f);
      case Entry.Verdict f -> items.verdict(f);
      case Entry.Completed f -> items.completed(f, at);
      case Entry.Intent f -> effects.intent(f, seq, at);
      case Entry.ProbedAbsent f -> effects.probedAbsent(f, at);
      case Entry.Done f -> effects.done(f, at);
      case Entry.Failed f -> effects.failed(f, at);
      case Entry.Ambiguous f -> effects.ambiguous(f, at);
      case Entry.WouldDo f -> effects.wouldDo(f, seq, at);
      case Entry.Settled f -> {
        effects.settled(f, at);
        items.settled(f);
      }
      case Entry.AlertRaised f -> raised(f, at);
      case Entry.AlertResolved f ->
          sql.update(
              "update alert set resolved = ? where key = ? and resolved is null", at, f.key());
      case Entry.Reserved e -> money.reserved(e);
      case Entry.Spent e -> money.spent(e);
      case Entry.Topic e -> items.topic(e);
      case Entry.CursorMoved e -> meta("cursor", e.cursor());
      case Entry.InboxConsumed e ->
          sql.update(
              "update inbox set consumed = ?, result = ?, subject = iif(kind = 'erase', '', subject)"
                  + " where id = ?",
              at,
              e.result(),
              e.id());
      case Entry.Retained f -> {
        kept.retained(f, at);
        meta(RETAINED, at + "," + f.texts() + "," + f.facts());
      }
      case Entry.Erased f -> kept.erased(f.mentions(), at);
    }
  }

  private void meta(String name, String value) throws SQLException {
    sql.update(
        "insert into meta (name, value) values (?, ?)"
            + " on conflict (name) do update set value = excluded.value",
        name,
        value);
  }

  private void started(Entry.Started f, long at) throws SQLException {
    sql.update(
        "insert or ignore into version (hash, canonical, first_at) values (?, ?, ?)",
        f.version(),
        f.canonical(),
        at);
    meta("version", f.version());
  }

  private void raised(Entry.AlertRaised f, long at) throws SQLException {
    sql.update(
        "insert into alert (seq, key, priority, cause, detail, raised)"
            + " values (?, ?, ?, ?, ?, ?)",
        seq,
        f.key(),
        f.priority(),
        MaskedWords.of(f.cause()),
        MaskedWords.of(f.detail()),
        at);
  }
}
