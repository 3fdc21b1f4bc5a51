package pl.automateforge.agent.run;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.privacy.Redactor;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.LoadedSpec;

/**
 * One agent's parts, put together for one version.
 *
 * @param redactor what it finds is shown to no decider, and to no action but an answer to the
 *     sender
 * @param actions by the names of the spec; kinds that are not effects (review) are not among them
 * @param engine the release that works
 * @param purse what the decider may still spend; null where nothing limits it
 */
public record AgentContext(
    LoadedSpec loaded,
    Source source,
    Reader reader,
    Redactor redactor,
    Decider decider,
    Map<String, Action> actions,
    Journal journal,
    ModeSwitch modes,
    Clock clock,
    RunObserver observer,
    String engine,
    @Nullable Purse purse) {
  public AgentContext {
    actions = Map.copyOf(actions);
  }

  /** Parts whose spending nothing limits. */
  public AgentContext(
      LoadedSpec loaded,
      Source source,
      Reader reader,
      Redactor redactor,
      Decider decider,
      Map<String, Action> actions,
      Journal journal,
      ModeSwitch modes,
      Clock clock,
      RunObserver observer,
      String engine) {
    this(
        loaded, source, reader, redactor, decider, actions, journal, modes, clock, observer, engine,
        null);
  }

  /** What a call may cost at most to be let through now, in billionths of a US dollar. */
  long room() {
    return purse == null ? Long.MAX_VALUE : purse.room();
  }

  /** Turns raw bytes into text; bounded, and never fails. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads.
     *
     * @param cut whether the message goes on behind these bytes
     */
    Reading read(byte[] raw, boolean cut);
  }

  /** The mode at this moment. */
  public Mode mode() {
    return modes.now();
  }

  /** The agent's name. */
  public String agent() {
    return loaded.spec().name();
  }

  /** The version's hash. */
  public String version() {
    return loaded.version().value();
  }
}
