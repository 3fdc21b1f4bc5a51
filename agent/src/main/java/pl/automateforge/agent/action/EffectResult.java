package pl.automateforge.agent.action;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of performing an effect. */
public sealed interface EffectResult {
  /** It happened; the receipt is what the target said, short and without personal data. */
  record Done(String receipt) implements EffectResult {}

  /**
   * It certainly did not happen, and may be tried again.
   *
   * @param after what the target asked to wait; null where it said nothing
   */
  record NotNow(String cause, @Nullable Duration after) implements EffectResult {}

  /** It certainly did not happen, and trying the same again makes no sense. */
  record Refused(String cause) implements EffectResult {}

  /** Nobody knows whether it happened: the request left and no answer came. */
  record Unknown(String cause) implements EffectResult {}
}
