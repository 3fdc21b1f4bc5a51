package pl.automateforge.agent.action;

/** What may be done when it is not known whether an effect happened. */
public enum EffectClass {
  /** Idempotent: repeat. */
  A,
  /** Can be probed: look, then repeat where it is absent. */
  B,
  /** The receiver knows our key: repeat with the same key. */
  C,
  /** Neither: a person says. */
  D
}
