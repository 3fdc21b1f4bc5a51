package pl.automateforge.agent.action.mail;

import pl.automateforge.agent.action.EffectResult;

/** Rules for what is sent once and never again by itself. */
final class Sending {
  private Sending() {}

  /** Something that is sent at most once. */
  @FunctionalInterface
  interface Send {
    EffectResult send();
  }

  /**
   * Sends, unless the thread was stopped before. Whoever is stopped meanwhile hears of it after the
   * result, which tells more than an exception could.
   */
  static EffectResult once(Send send) {
    if (Thread.currentThread().isInterrupted()) {
      return new EffectResult.NotNow("stopped before anything was sent", null);
    }
    try {
      return send.send();
    } catch (IllegalArgumentException e) {
      // A value that could end a header's line: the templates' rules let none through.
      return new EffectResult.Refused("the mail cannot be written: " + e.getMessage());
    }
  }
}
