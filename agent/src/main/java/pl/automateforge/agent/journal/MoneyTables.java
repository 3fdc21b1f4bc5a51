package pl.automateforge.agent.journal;

import java.sql.SQLException;
import java.time.Instant;

/**
 * What calls may cost while they are at work, and what they did. Belongs to the writer's thread.
 */
final class MoneyTables {
  private static final long QUARTER = 15L * 60 * 1000;

  private final Statements sql;

  MoneyTables(Statements sql) {
    this.sql = sql;
  }

  /** The quarter of an hour in which the instant lies, counted from 1970. */
  static long quarter(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), QUARTER);
  }

  void reserved(Entry.Reserved e) throws SQLException {
    sql.update(
        "insert into reservation (call, item, at, nanos) values (?, ?, ?, ?)",
        e.call(),
        e.item(),
        e.at().toEpochMilli(),
        e.nanos());
  }

  void spent(Entry.Spent e) throws SQLException {
    sql.update("delete from reservation where call = ?", e.call());
    if (e.nanos() > 0) {
      sql.update(
          "insert into spent (quarter, nanos) values (?, ?)"
              + " on conflict (quarter) do update set nanos = nanos + excluded.nanos",
          quarter(e.at()),
          e.nanos());
    }
  }
}
