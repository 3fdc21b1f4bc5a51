package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/**
 * Is told what happens, after the journal holds it: metrics and progress. Called from many threads;
 * must neither block nor throw.
 */
public interface RunObserver {
  /** Watches nothing. */
  RunObserver NONE = new RunObserver() {};

  /** A run began and took so many items. */
  default void runBegan(long run, long taken) {}

  /** A run ended. */
  default void runEnded(long run, RunState state, RunSums sums, long backlog) {}

  /** So many due runs were found not to have begun. */
  default void runsMissed(long count) {}

  /** The source answered. */
  default void sourceRead(long found) {}

  /** The decider was asked once. */
  default void decided(Decision decision, String decider, Duration took) {}

  /** An effect came to a state. */
  default void effect(String action, EffectClass effectClass, EffectState state) {}

  /** An item came to an end of this run: ended, with a person, or still in flight (null). */
  default void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {}

  /** What was kept for its time went last at this instant. */
  default void retained(Instant at) {}

  /** An alert was raised, or resolved. */
  default void alert(String key, Priority priority, boolean active) {}
}
