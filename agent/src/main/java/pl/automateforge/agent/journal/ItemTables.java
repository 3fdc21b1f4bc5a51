package pl.automateforge.agent.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Items, the texts that may be erased, and what deciding them took each day. Belongs to the
 * writer's thread.
 */
final class ItemTables {
  private final Statements sql;
  private final SealedTexts sealing;
  private final MaskedWords words;

  ItemTables(Statements sql, SealedTexts sealing, MaskedWords words) {
    this.sql = sql;
    this.sealing = sealing;
    this.words = words;
  }

  void received(Entry.Received f, long seq, long at) throws SQLException {
    item(
        f.item(), f.identity().contentHash(), f.size(), f.run(), ItemState.RECEIVED, null, seq, at);
    place(f.item(), f.identity().container(), f.identity().key());
  }

  void skipped(Entry.Skipped f, long seq, long at) throws SQLException {
    item(
        f.item(),
        f.identity().contentHash(),
        0,
        f.run(),
        ItemState.COMPLETED,
        Outcome.SKIPPED,
        seq,
        at);
    place(f.item(), f.identity().container(), f.identity().key());
    sql.update("update item set why = ?, ended = ? where id = ?", f.filter(), at, f.item());
  }

  void resumed(Entry.Resumed f) throws SQLException {
    sql.update(
        "update item set run = ?, outcome = null, ended = null, not_before = null, need = null,"
            + " mode = iif(mode = 'PRODUCTION', mode, (select mode from run where id = ?)),"
            + " state = iif(category is null, 'RECEIVED', 'DECIDED') where id = ?",
        f.run(),
        f.run(),
        f.item());
  }

  void decided(Entry.Decided f, long at) throws SQLException {
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
    sql.update(
        "update item_text set sealed = ?, gone = null where item = ?",
        sealing.texts(f.item(), f.texts()),
        f.item());
    if (f.basis().asked()) {
      spend(f, nanos, at);
    }
  }

  void waiting(Entry.Waiting f) throws SQLException {
    sql.update(
        "update item set state = 'WAITING', outcome = 'ESCALATED', why = ?, ended = null,"
            + " not_before = null"
            + " where id = ?",
        words.about(f.item(), f.why()),
        f.item());
  }

  void held(Entry.Held f) throws SQLException {
    sql.update(
        "update item set state = 'HELD', not_before = ?, attempts = ?, why = ? where id = ?",
        f.until().toEpochMilli(),
        f.attempts(),
        words.about(f.item(), f.why()),
        f.item());
  }

  void paused(Entry.Paused f) throws SQLException {
    sql.update(
        "update item set state = 'PAUSED', not_before = ?, need = ?, why = ? where id = ?",
        f.until().toEpochMilli(),
        f.need(),
        f.why(),
        f.item());
  }

  void topic(Entry.Topic e) throws SQLException {
    sql.update(
        "update item set topic = ?, topic_at = ? where id = ?",
        e.topic(),
        e.at().toEpochMilli(),
        e.item());
  }

  void verdict(Entry.Verdict f) throws SQLException {
    sql.update(
        "update item set state = 'DECIDED', outcome = null, ended = null, category = ?,"
            + " basis = 'PERSON',"
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

  void completed(Entry.Completed f, long at) throws SQLException {
    sql.update(
        "update item set state = 'COMPLETED', outcome = ?, why = ?, ended = ?, not_before = null"
            + " where id = ?",
        f.outcome(),
        words.about(f.item(), f.why()),
        at,
        f.item());
  }

  /** A person said what became of its effect: its way goes on. */
  void settled(Entry.Settled f) throws SQLException {
    sql.update(
        "update item set state = 'DECIDED', outcome = null, ended = null, why = ''"
            + " where id = ?",
        f.item());
  }

  private void item(
      String id,
      String contentHash,
      long size,
      long run,
      ItemState state,
      @Nullable Outcome outcome,
      long seq,
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
}
