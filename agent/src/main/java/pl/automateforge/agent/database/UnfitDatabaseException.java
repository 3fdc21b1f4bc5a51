package pl.automateforge.agent.database;

/**
 * A database's address or a statement cannot be used, or must not. The message holds nothing
 * secret.
 */
public class UnfitDatabaseException extends Exception {
  private final boolean unsafe;

  UnfitDatabaseException(String message, boolean unsafe) {
    super(message);
    this.unsafe = unsafe;
  }

  /** As {@link #getMessage()}, never null. */
  public final String sentence() {
    return String.valueOf(getMessage());
  }

  /** Whether it is the egress policy's refusal, not a mere mistake. */
  public final boolean unsafe() {
    return unsafe;
  }
}
