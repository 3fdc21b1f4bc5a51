package pl.automateforge.agent.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Appends facts to the chain and keeps the tables that follow from them. Belongs to the writer's
 * thread.
 */
final class FactStore {
  /** The name under which the chain's last hash is remembered. */
  static final String HEAD = "head";

  private final Statements sql;
  private long seq;
  private String head;

  FactStore(Connection connection, Statements sql) throws SQLException {
    this.sql = sql;
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
      case Entry.RunDue f ->
          sql.update(
              "insert into due (due, state) values (?, 'COMING')"
                  + " on conflict (due) do update set state = 'COMING', why = ''"
                  + " where state in ('MISSED', 'WITHDRAWN')",
              f.due().toEpochMilli());
      case Entry.RunWithdrawn f ->
          sql.update(
              "update due set state = 'WITHDRAWN' where due = ? and state = 'COMING'",
              f.due().toEpochMilli());
      case Entry.RunMissed f ->
          sql.update(
              "insert into due (due, state, why) values (?, 'MISSED', ?)"
                  + " on conflict (due) do update set state = 'MISSED', why = excluded.why",
              f.due().toEpochMilli(),
              f.why());
      case Entry.RunStarted f -> runStarted(f, at);
      case Entry.RunEnded f -> runEnded(f, at);
      case Entry.Received f -> received(f, at);
      case Entry.Skipped f -> skipped(f, at);
      case Entry.Resumed f ->
          sql.update(
              "update item set run = ?, outcome = null, not_before = null,"
                  + " mode = iif(mode = 'PRODUCTION', mode, (select mode from run where id = ?)),"
                  + " state = iif(category is null, 'RECEIVED', 'DECIDED') where id = ?",
              f.run(),
              f.run(),
              f.item());
      case Entry.Decided f -> decided(f, at);
      case Entry.Waiting f ->
          sql.update(
              "update item set state = 'WAITING', outcome = 'ESCALATED', why = ?, not_before = null"
                  + " where id = ?",
              f.why(),
              f.item());
      case Entry.Held f ->
          sql.update(
              "update item set state = 'HELD', not_before = ?, attempts = ?, why = ? where id = ?",
              f.until().toEpochMilli(),
              f.attempts(),
              f.why(),
              f.item());
      case Entry.Verdict f -> verdict(f);
      case Entry.Completed f ->
          sql.update(
              "update item set state = 'COMPLETED', outcome = ?, why = ?, not_before = null"
                  + " where id = ?",
              f.outcome(),
              f.why(),
              f.item());
      case Entry.Intent f -> intent(f, at);
      case Entry.ProbedAbsent f ->
          sql.update("update effect set probes = probes + 1, at = ? where id = ?", at, f.effect());
      case Entry.Done f ->
          sql.update(
              "update effect set state = 'DONE', receipt = ?, cause = null, at = ? where id = ?",
              f.receipt(),
              at,
              f.effect());
      case Entry.Failed f -> effectState(f.effect(), EffectState.FAILED, f.cause(), at);
      case Entry.Ambiguous f -> effectState(f.effect(), EffectState.AMBIGUOUS, f.cause(), at);
      case Entry.WouldDo f -> wouldDo(f, at);
      case Entry.Settled f -> settled(f, at);
      case Entry.AlertRaised f ->
          sql.update(
              "insert into alert (seq, key, priority, cause, detail, raised)"
                  + " values (?, ?, ?, ?, ?, ?)",
              seq,
              f.key(),
              f.priority(),
              f.cause(),
              f.detail(),
              at);
      case Entry.AlertResolved f ->
          sql.update(
              "update alert set resolved = ? where key = ? and resolved is null", at, f.key());
      case Entry.CursorMoved e -> meta("cursor", e.cursor());
      case Entry.InboxConsumed e ->
          sql.update(
              "update inbox set consumed = ?, result = ? where id = ?", at, e.result(), e.id());
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

  private void runStarted(Entry.RunStarted f, long at) throws SQLException {
    sql.update(
        "insert into run (id, due, started, state, mode, version) values (?, ?, ?, 'RUNNING', ?, ?)",
        f.run(),
        f.due().toEpochMilli(),
        at,
        f.mode(),
        f.version());
    sql.update(
        "update due set state = 'BEGUN', run = ?, why = '' where due = ?",
        f.run(),
        f.due().toEpochMilli());
  }

  private void runEnded(Entry.RunEnded f, long at) throws SQLException {
    RunSums s = f.sums();
    sql.update(
        "update run set ended = ?, state = ?, taken = ?, done = ?, skipped = ?, escalated = ?,"
            + " failed = ?, in_flight = ?, backlog = ?, cause = ? where id = ?",
        at,
        f.state(),
        s.taken(),
        s.done(),
        s.skipped(),
        s.escalated(),
        s.failed(),
        s.inFlight(),
        f.backlog(),
        f.cause(),
        f.run());
  }

  private void received(Entry.Received f, long at) throws SQLException {
    item(f.item(), f.identity().contentHash(), f.size(), f.run(), ItemState.RECEIVED, null, at);
    place(f.item(), f.identity().container(), f.identity().key());
  }

  private void skipped(Entry.Skipped f, long at) throws SQLException {
    item(
        f.item(), f.identity().contentHash(), 0, f.run(), ItemState.COMPLETED, Outcome.SKIPPED, at);
    place(f.item(), f.identity().container(), f.identity().key());
    sql.update("update item set why = ? where id = ?", f.filter(), f.item());
  }

  private void item(
      String id,
      String contentHash,
      long size,
      long run,
      ItemState state,
      @Nullable Outcome outcome,
      long at)
      throws SQLException {
    sql.update(
        "insert into item (id, seq, received, content_hash, size, run, state, outcome, mode)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?,"
            + " coalesce((select mode from run where id = ?), 'OBSERVE'))",
        id,
        seq,
        at,
        contentHash,
        size,
        run,
        state,
        outcome,
        run);
  }

  private void place(String item, String container, String key) throws SQLException {
    sql.update(
        "insert into item_text (item, container, key) values (?, ?, ?)", item, container, key);
  }

  private void decided(Entry.Decided f, long at) throws SQLException {
    Long nanos = FactBody.nanos(f.usage().cost());
    sql.update(
        "update item set state = 'DECIDED', category = ?, proposed = ?, confidence = ?,"
            + " calibrated = ?, decided_by = ?, basis = ?, version = ?, priority = ?, actions = ?,"
            + " tokens = tokens + ?, cost_nanos = ?, not_before = null, attempts = 0, why = ''"
            + " where id = ?",
        f.category(),
        f.proposed(),
        f.confidence(),
        f.calibrated(),
        f.decidedBy(),
        f.basis(),
        f.version(),
        f.priority(),
        FactBody.json(f.actions()),
        f.usage().tokens(),
        nanos,
        f.item());
    ItemTexts t = f.texts();
    sql.update(
        "update item_text set sender = ?, subject = ?, reason = ?, fields = ?, text = ?"
            + " where item = ?",
        t.sender(),
        t.subject(),
        t.reason(),
        FactBody.json(t.fields()),
        t.text(),
        f.item());
    if (f.basis().asked()) {
      spend(f, nanos, at);
    }
  }

  private void spend(Entry.Decided f, @Nullable Long nanos, long at) throws SQLException {
    long day = LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC).toEpochDay();
    sql.update(
        "insert into spending (day, decider, calls, input, output, cache_read, cache_write,"
            + " cost_nanos, unpriced) values (?, ?, 1, ?, ?, ?, ?, ?, ?)"
            + " on conflict (day, decider) do update set calls = calls + 1,"
            + " input = input + excluded.input, output = output + excluded.output,"
            + " cache_read = cache_read + excluded.cache_read,"
            + " cache_write = cache_write + excluded.cache_write,"
            + " cost_nanos = cost_nanos + excluded.cost_nanos,"
            + " unpriced = unpriced + excluded.unpriced",
        day,
        f.decidedBy(),
        f.usage().input(),
        f.usage().output(),
        f.usage().cacheRead(),
        f.usage().cacheWrite(),
        nanos == null ? 0L : nanos,
        nanos == null ? 1 : 0);
  }

  private void verdict(Entry.Verdict f) throws SQLException {
    sql.update(
        "update item set state = 'DECIDED', outcome = null, category = ?, basis = 'PERSON',"
            + " confirmed = 1, priority = ?, actions = ?, attempts = 0, why = '',"
            + " decided_by = iif(?, decided_by, 'person'),"
            + " confidence = iif(?, confidence, null) where id = ?",
        f.category(),
        f.priority(),
        FactBody.json(f.actions()),
        f.agreed(),
        f.agreed(),
        f.item());
  }

  private void intent(Entry.Intent f, long at) throws SQLException {
    sql.update(
        "insert into effect (id, item, action, class, state, mode, version, attempts, seq, at)"
            + " values (?, ?, ?, ?, 'INTENT', ?, ?, ?, ?, ?)"
            + " on conflict (id) do update set state = 'INTENT', class = excluded.class,"
            + " mode = excluded.mode, version = excluded.version, attempts = excluded.attempts,"
            + " probes = 0,"
            + " at = excluded.at, cause = null",
        f.effect(),
        f.item(),
        f.action(),
        f.effectClass(),
        f.mode(),
        f.version(),
        f.attempt(),
        seq,
        at);
  }

  private void effectState(String effect, EffectState state, String cause, long at)
      throws SQLException {
    sql.update(
        "update effect set state = ?, cause = ?, at = ? where id = ?", state, cause, at, effect);
  }

  private void wouldDo(Entry.WouldDo f, long at) throws SQLException {
    sql.update(
        "insert or ignore into effect"
            + " (id, item, action, class, state, mode, version, attempts, seq, at)"
            + " values (?, ?, ?, ?, 'WOULD_DO', 'OBSERVE', ?, 0, ?, ?)",
        f.effect(),
        f.item(),
        f.action(),
        f.effectClass(),
        f.version(),
        seq,
        at);
    sql.update(
        "insert or ignore into effect_text (effect, description) values (?, ?)",
        f.effect(),
        f.description());
  }

  private void settled(Entry.Settled f, long at) throws SQLException {
    switch (f.how()) {
      case "sent" ->
          sql.update(
              "update effect set state = 'DONE', receipt = ?, at = ? where id = ?",
              "a person says it was sent",
              at,
              f.effect());
      case "not-sent" ->
          effectState(f.effect(), EffectState.FAILED, "a person says it was not sent", at);
      case "again" ->
          effectState(f.effect(), EffectState.FAILED, "a person wants it sent again", at);
      default -> throw new IllegalArgumentException("not a way to settle: " + f.how());
    }
    sql.update(
        "update item set state = 'DECIDED', outcome = null, why = '' where id = ?", f.item());
  }
}
