package pl.automateforge.agent.journal;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Takes out of the tables what is not to be kept any longer, by time or for a person's sake.
 * Belongs to the writer's thread.
 */
final class KeptTables {
  /** Items that came to an end, and were received before an instant. */
  private static final String OLD =
      "(select id from item where state = 'COMPLETED' and received < ?)";

  /** Items that came to an end before an instant. */
  private static final String GONE =
      "(select id from item where state = 'COMPLETED' and ended < ?)";

  private static final long QUARTER = Duration.ofMinutes(15).toMillis();

  /** A month's budget counts from its beginning, however soon the journal goes. */
  private static final long A_MONTH_AND_MORE = Duration.ofDays(62).toMillis();

  private final Statements sql;

  KeptTables(Statements sql) {
    this.sql = sql;
  }

  void retained(Entry.Retained f, long at) throws SQLException {
    texts(f.textsBefore().toEpochMilli(), at);
    items(f.journalBefore().toEpochMilli());
    ledgers(f.journalBefore().toEpochMilli(), at);
    facts(f, at);
  }

  private void texts(long before, long at) throws SQLException {
    sql.update(
        "delete from effect_text where effect in (select id from effect where item in " + OLD + ")",
        before);
    sql.update(
        "update effect set cause = null where cause is not null and item in " + GONE, before);
    sql.update(
        "update item set why = '' where why <> '' and outcome <> 'SKIPPED' and id in " + GONE,
        before);
    sql.update("update item set topic = null where topic is not null and id in " + OLD, before);
    sql.update(
        "update item_text set sealed = null, gone = ? where sealed is not null and item in " + OLD,
        at,
        before);
    // A hash whose key lies beside it: whoever guesses sender and subject sees whether they are
    // right.
    sql.update(
        "update item set topic = null, topic_at = null where topic is not null and id in " + OLD,
        before);
    sql.update(
        "update alert set detail = '' where detail <> '' and resolved is not null and raised < ?",
        before);
    sql.update("update run set cause = '' where cause <> '' and ended < ?", before);
    sql.update("update inbox set subject = '', by = '' where consumed < ? and by <> ''", before);
  }

  private void items(long before) throws SQLException {
    sql.update(
        "insert into known (seq, item, container, key, content_hash)"
            + " select i.seq, i.id, t.container, t.key, i.content_hash"
            + " from item i join item_text t on t.item = i.id where i.id in "
            + GONE,
        before);
    sql.update(
        "delete from effect_text where effect in (select id from effect where item in "
            + GONE
            + ")",
        before);
    sql.update("delete from effect where item in " + GONE, before);
    sql.update("delete from item_text where item in " + GONE, before);
    sql.update("delete from item where state = 'COMPLETED' and ended < ?", before);
  }

  /** The last run and the last due instant stay: what comes next is counted from them. */
  private void ledgers(long before, long at) throws SQLException {
    sql.update("delete from run where ended < ? and id < (select max(id) from run)", before);
    sql.update(
        "delete from due where due < ? and state <> 'COMING'"
            + " and due < (select max(due) from due where state <> 'COMING')",
        before);
    sql.update("delete from alert where resolved < ?", before);
    sql.update("delete from inbox where consumed < ?", before);
    sql.update(
        "delete from spent where quarter < ?", Math.min(before, at - A_MONTH_AND_MORE) / QUARTER);
  }

  private void facts(Entry.Retained f, long at) throws SQLException {
    if (f.facts() == 0) {
      return;
    }
    sql.update(
        "insert into anchor (id, seq, hash, facts, starts, at) values"
            + " (1, ?1, ?2, ?3, (select count(*) from fact where seq <= ?1 and type = 'Started'), ?4)"
            + " on conflict (id) do update set seq = excluded.seq, hash = excluded.hash,"
            + " facts = facts + excluded.facts, starts = starts + excluded.starts,"
            + " at = excluded.at",
        f.through(),
        f.head(),
        f.facts(),
        at);
    sql.update("delete from fact where seq <= ?", f.through());
  }

  void erased(Mentions mentions, long at) throws SQLException {
    for (String item : mentions.items()) {
      sql.update("update item_text set sealed = null, gone = ? where item = ?", at, item);
      sql.update(
          "delete from effect_text where effect in (select id from effect where item = ?)", item);
      sql.update("update effect set cause = null where item = ?", item);
      sql.update("update effect set state = 'AMBIGUOUS' where item = ? and state = 'INTENT'", item);
      sql.update("update item set why = '', topic = null, topic_at = null where id = ?", item);
    }
    for (String item : mentions.places()) {
      sql.update("update item_text set key = '' where item = ?", item);
      sql.update("update known set key = '' where item = ?", item);
    }
    for (Long alert : mentions.alerts()) {
      sql.update("update alert set cause = ?, detail = '' where seq = ?", "(erased)", alert);
    }
    for (Long run : mentions.runs()) {
      sql.update("update run set cause = '' where id = ?", run);
    }
  }
}
