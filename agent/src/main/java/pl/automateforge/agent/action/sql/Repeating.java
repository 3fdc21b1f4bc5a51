package pl.automateforge.agent.action.sql;

import org.jspecify.annotations.Nullable;

/** What a statement that runs twice would leave behind. */
sealed interface Repeating {
  /** The same as once, by its own words. */
  record Harmless() implements Repeating {}

  /**
   * The same as once where the database lets no two rows have the same effect.
   *
   * @param schema null where the statement names none
   * @param column into which the effect's id goes
   */
  record HarmlessIfUnique(@Nullable String schema, String table, String column)
      implements Repeating {}

  /** Something else, as far as its words tell. */
  record Doubles() implements Repeating {}
}
