package pl.automateforge.agent.action;

import java.time.Duration;
import java.util.Optional;
import pl.automateforge.agent.check.Component;

/**
 * One configured action of a spec. Called from many threads at once; class D is called by one
 * thread at a time.
 */
public interface Action extends Component {

  /** The action's name in the spec. */
  String name();

  /** Computed from kind and configuration. */
  EffectClass effectClass();

  /**
   * Whether it writes to the item's own sender, in the item's own thread: then what replaced
   * personal data in the item's texts is put back for it, and for nobody else.
   */
  default boolean answersTheSender() {
    return false;
  }

  /**
   * What would be sent and where, without touching anything. The same request renders to the same
   * bytes, on any machine.
   *
   * @return a sentence for a person: it is what observation shows as "would do"; holds no secret
   */
  String describe(EffectRequest request);

  /**
   * Does it.
   *
   * @param repeated whether an earlier attempt at this same effect may have happened
   * @throws InterruptedException where the run was stopped: for class D the effect is then
   *     ambiguous
   */
  EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException;

  /**
   * Why it puts something out of people's sight or destroys it, to stand behind its name, as far as
   * only the target can tell; empty where it does not. May ask the target, and remembers the
   * answer.
   */
  default Optional<String> destroys() {
    return Optional.empty();
  }

  /** Looks whether the effect happened. Only class B is asked. */
  default Probe probe(EffectRequest request) throws InterruptedException {
    return new Probe.CannotTell("this action cannot be probed");
  }

  /**
   * How long after the intent a probe can be trusted: the request's own timeout, and the time the
   * target takes to show it. A probe that finds nothing is asked once more after the same time.
   */
  default Duration probeAfter() {
    return Duration.ZERO;
  }

  /** What a probe found. */
  sealed interface Probe {
    /** It happened. */
    record Found(String receipt) implements Probe {}

    /** It did not happen. */
    record Absent() implements Probe {}

    /** Nobody can tell. */
    record CannotTell(String why) implements Probe {}
  }
}
