package pl.automateforge.agent.journal;

/** Whether effects happen. */
public enum Mode {
  /** Everything but effects: what would be done is recorded. */
  OBSERVE,
  /** Effects happen. */
  PRODUCTION
}
