package pl.automateforge.agent.spec;

/**
 * A cron expression that cannot be read. The message holds the expression, the field, the character
 * (1-based, counted in the expression) and what was expected there.
 */
public final class InvalidCronException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int character;

  InvalidCronException(String expression, int character, String what) {
    super("cron \"" + expression + "\", character " + character + ": " + what);
    this.character = character;
  }

  /** Where in the expression the fault stands, 1-based. */
  public int character() {
    return character;
  }
}
