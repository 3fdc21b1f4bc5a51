package pl.automateforge.agent.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;

/**
 * Decides where one life ends: when a point is reached for the n-th time. From then on nothing this
 * life tries has any effect, as after a kill.
 */
final class Fate {
  /** The process is gone. */
  static final class Cut extends Error {
    private static final long serialVersionUID = 1L;

    Cut() {
      super("the process is gone", null, false, false);
    }
  }

  private final Point point;
  private final Consumer<Point> atTheCut;
  private int left;
  private boolean dead;
  private @Nullable String effect;

  /**
   * @param nth 1 for the first time that the point is reached; 0 for never
   * @param atTheCut told at the very moment, while nothing else moves
   */
  Fate(Point point, int nth, Consumer<Point> atTheCut) {
    this.point = point;
    this.left = nth;
    this.atTheCut = atTheCut;
  }

  static Fate none() {
    return new Fate(Point.AFTER_COMPLETED, 0, _ -> {});
  }

  boolean dead() {
    return dead;
  }

  /** The effect that the cut hit, where it hit one. */
  Optional<String> effect() {
    return Optional.ofNullable(effect);
  }

  private void alive() {
    if (dead) {
      throw new Cut();
    }
  }

  private void reach(@Nullable String hit) {
    if (left > 0 && --left == 0) {
      dead = true;
      effect = hit;
      atTheCut.accept(point);
      throw new Cut();
    }
  }

  private static @Nullable String effectOf(List<? extends Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof Entry.Intent intent) {
        return intent.effect();
      }
      if (entry instanceof Entry.Done done) {
        return done.effect();
      }
    }
    return null;
  }

  Journal of(Journal real) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        alive();
        if (point.before(entries)) {
          reach(point == Point.BEFORE_DONE ? doneOf(entries) : null);
        }
        super.commit(entries);
        if (point.after(entries)) {
          reach(point == Point.AFTER_INTENT ? effectOf(entries) : null);
        }
      }

      @Override
      public JournalView view() {
        alive();
        return super.view();
      }
    };
  }

  private static @Nullable String doneOf(List<? extends Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof Entry.Done done) {
        return done.effect();
      }
    }
    return null;
  }

  Decider of(Decider real) {
    return new Decider() {
      @Override
      public String name() {
        return real.name();
      }

      @Override
      public String revision() {
        return real.revision();
      }

      @Override
      public Cost worstCase(Content content) {
        return real.worstCase(content);
      }

      @Override
      public Decision decide(Content content) throws InterruptedException {
        alive();
        return real.decide(content);
      }

      @Override
      public CheckResult check() {
        return real.check();
      }

      @Override
      public void close() {}
    };
  }

  Action of(Action real) {
    return new PassingAction(real) {
      @Override
      public EffectResult perform(EffectRequest request, boolean repeated)
          throws InterruptedException {
        alive();
        EffectResult result = super.perform(request, repeated);
        if (point == Point.AFTER_SEND) {
          reach(request.effect());
        }
        return result;
      }

      @Override
      public Probe probe(EffectRequest request) throws InterruptedException {
        alive();
        return super.probe(request);
      }
    };
  }
}
