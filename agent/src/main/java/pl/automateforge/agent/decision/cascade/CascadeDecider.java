package pl.automateforge.agent.decision.cascade;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.decision.local.Reach;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.ModelTexts;

/**
 * Asks the local model, and the one behind it where the local one is not sure enough: below the
 * confidence at which its cross-validation demonstrates the precision wanted, or where the actions
 * of the category that it chose need what only a model writes. Where the one behind is held up, the
 * item waits for it. Safe to use from many threads.
 */
public final class CascadeDecider implements Decider {
  private static final String CURE =
      "give prompt.examples more labelled texts, or set a lower model.precision; until then each"
          + " item costs a call";

  private static final Logger LOG = LoggerFactory.getLogger(CascadeDecider.class);

  private final LocalDecider local;
  private final Decider behind;
  private final double precision;
  private final double least;
  private final Set<String> decidable;
  private final ReentrantLock measuring = new ReentrantLock();
  private volatile @Nullable Reach reach;

  /**
   * Both deciders are closed with this one.
   *
   * @param precision that the local model's own answers must reach, below 1
   * @param least the confidence below which an answer would go to the spec's fallback: the local
   *     model's never do, the one behind is asked
   * @param decidable the categories that the local model may choose
   */
  public CascadeDecider(
      LocalDecider local, Decider behind, double precision, double least, Set<String> decidable) {
    this.local = local;
    this.behind = behind;
    this.precision = precision;
    this.least = least;
    this.decidable = Set.copyOf(decidable);
  }

  /** The cascade of a spec. */
  public static CascadeDecider of(AgentSpec spec, LocalDecider local, Decider behind) {
    return new CascadeDecider(
        local,
        behind,
        spec.model().precision(),
        spec.fallback().below(),
        ModelTexts.withoutThem(spec));
  }

  /** Such as {@code cascade:local+anthropic:claude-sonnet-5-5}. */
  @Override
  public String name() {
    return "cascade:local+" + behind.name();
  }

  @Override
  public String revision() {
    return local.revision() + ", " + behind.revision();
  }

  /** Trains the local model unless it is there. */
  @Override
  public void prepare() throws InterruptedException {
    local.prepare();
    reach();
    behind.prepare();
  }

  /** Always says who decided, and never falls back to the local model where that is unsure. */
  @Override
  public Decision decide(Content content) throws InterruptedException {
    if (reach() instanceof Reach.Demonstrated sure
        && local.decide(content) instanceof Decision.Answer answer
        && counts(answer, sure)) {
      return new Decision.Delegated(local.name(), answer);
    }
    return switch (behind.decide(content)) {
      case Decision.Delegated delegated -> delegated;
      case Decision decision -> new Decision.Delegated(behind.name(), decision);
    };
  }

  private boolean counts(Decision.Answer answer, Reach.Demonstrated sure) {
    return answer.calibrated()
        && answer.confidence() >= sure.threshold()
        && decidable.contains(answer.category());
  }

  /** Trains the local model unless it is there, and tries the one behind. */
  @Override
  public CheckResult check() {
    Reach present;
    try {
      present = reach();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CheckResult.Failed("The local model's training was stopped.", "check again");
    }
    String own = CascadeWords.of(present, precision, behind.name()) + ": ";
    return switch (behind.check()) {
      case CheckResult.Failed failed ->
          new CheckResult.Failed(own + failed.detail(), failed.cure());
      case CheckResult.Warning warning ->
          new CheckResult.Warning(own + warning.detail(), warning.cure());
      case CheckResult.Fine fine ->
          present instanceof Reach.Demonstrated
              ? new CheckResult.Fine(own + fine.detail())
              : new CheckResult.Warning(own + fine.detail(), CURE);
    };
  }

  @Override
  public void close() {
    try {
      local.close();
    } finally {
      behind.close();
    }
  }

  private Reach reach() throws InterruptedException {
    Reach present = reach;
    if (present != null) {
      return present;
    }
    measuring.lockInterruptibly();
    try {
      Reach measured = reach;
      if (measured == null) {
        measured = local.reach(precision, least, decidable);
        LOG.info("{}", CascadeWords.of(measured, precision, behind.name()));
        reach = measured;
      }
      return measured;
    } finally {
      measuring.unlock();
    }
  }
}
