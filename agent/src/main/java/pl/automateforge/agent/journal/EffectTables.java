package pl.automateforge.agent.journal;

import java.sql.SQLException;

/** Effects, and what an observed one would do. Belongs to the writer's thread. */
final class EffectTables {
  private final Statements sql;
  private final SealedTexts sealing;
  private final MaskedWords words;

  EffectTables(Statements sql, SealedTexts sealing, MaskedWords words) {
    this.sql = sql;
    this.sealing = sealing;
    this.words = words;
  }

  void intent(Entry.Intent f, long seq, long at) throws SQLException {
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

  void probedAbsent(Entry.ProbedAbsent f, long at) throws SQLException {
    sql.update("update effect set probes = probes + 1, at = ? where id = ?", at, f.effect());
  }

  void done(Entry.Done f, long at) throws SQLException {
    sql.update(
        "update effect set state = 'DONE', receipt = ?, cause = null, at = ? where id = ?",
        f.receipt(),
        at,
        f.effect());
  }

  void failed(Entry.Failed f, long at) throws SQLException {
    state(f.effect(), EffectState.FAILED, words.about(f.item(), f.cause()), at);
  }

  void ambiguous(Entry.Ambiguous f, long at) throws SQLException {
    state(f.effect(), EffectState.AMBIGUOUS, words.about(f.item(), f.cause()), at);
  }

  void wouldDo(Entry.WouldDo f, long seq, long at) throws SQLException {
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
        "insert or ignore into effect_text (effect, sealed) values (?, ?)",
        f.effect(),
        sealing.description(f.effect(), f.description()));
  }

  void settled(Entry.Settled f, long at) throws SQLException {
    switch (f.how()) {
      case "sent" ->
          sql.update(
              "update effect set state = 'DONE', receipt = ?, at = ? where id = ?",
              "a person says it was sent",
              at,
              f.effect());
      case "not-sent" -> state(f.effect(), EffectState.FAILED, "a person says it was not sent", at);
      case "again" -> state(f.effect(), EffectState.FAILED, "a person wants it sent again", at);
      default -> throw new IllegalArgumentException("not a way to settle: " + f.how());
    }
  }

  private void state(String effect, EffectState state, String cause, long at) throws SQLException {
    sql.update(
        "update effect set state = ?, cause = ?, at = ? where id = ?", state, cause, at, effect);
  }
}
