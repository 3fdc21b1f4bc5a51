package pl.automateforge.agent.journal;

/** Where an effect stands. */
public enum EffectState {
  /** About to happen, or happening: durable before the first byte leaves. */
  INTENT,
  /** It happened, the receipt is kept. */
  DONE,
  /** It certainly did not happen. */
  FAILED,
  /** Nobody knows: a person says. */
  AMBIGUOUS,
  /** Observation: it would have happened. */
  WOULD_DO
}
