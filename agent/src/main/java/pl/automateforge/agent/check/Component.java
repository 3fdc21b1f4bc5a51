package pl.automateforge.agent.check;

/**
 * A part that reaches outside: a source, a decider, an action, the journal. Lazy about I/O; safe to
 * use from many threads unless it says otherwise.
 */
public interface Component extends AutoCloseable {

  /**
   * Tries the real thing by a cheap call and says what was found. Never throws for an expected
   * failure.
   */
  CheckResult check();

  /** Releases what is held. May be called twice. */
  @Override
  void close();
}
