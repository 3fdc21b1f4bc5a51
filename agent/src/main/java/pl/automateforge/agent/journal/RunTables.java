package pl.automateforge.agent.journal;

import java.sql.SQLException;

/** Runs, and the moments at which one was due. Belongs to the writer's thread. */
final class RunTables {
  private final Statements sql;

  RunTables(Statements sql) {
    this.sql = sql;
  }

  void due(Entry.RunDue f) throws SQLException {
    sql.update(
        "insert into due (due, state) values (?, 'COMING')"
            + " on conflict (due) do update set state = 'COMING', why = ''"
            + " where state in ('MISSED', 'WITHDRAWN')",
        f.due().toEpochMilli());
  }

  void withdrawn(Entry.RunWithdrawn f) throws SQLException {
    sql.update(
        "update due set state = 'WITHDRAWN' where due = ? and state = 'COMING'",
        f.due().toEpochMilli());
  }

  void missed(Entry.RunMissed f) throws SQLException {
    sql.update(
        "insert into due (due, state, why) values (?, 'MISSED', ?)"
            + " on conflict (due) do update set state = 'MISSED', why = excluded.why",
        f.due().toEpochMilli(),
        f.why());
  }

  void started(Entry.RunStarted f, long at) throws SQLException {
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

  void ended(Entry.RunEnded f, String cause, long at) throws SQLException {
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
        cause,
        f.run());
  }
}
