package pl.automateforge.agent.database;

/** A statement of a spec cannot be used. The message names the place. */
public final class InvalidSqlException extends UnfitDatabaseException {

  InvalidSqlException(String sql, int offset, String message) {
    super(place(sql, offset) + ": " + message, false);
  }

  /** For what holds for the statement as a whole. */
  public InvalidSqlException(String message) {
    super(message, false);
  }

  private static String place(String sql, int offset) {
    String before = sql.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return "line " + line + ", column " + (offset - before.lastIndexOf('\n'));
  }
}
