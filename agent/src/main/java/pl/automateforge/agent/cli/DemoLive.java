package pl.automateforge.agent.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentLoop;
import pl.automateforge.agent.run.StopSignal;

/** The demo's second half: the agent listens, and mails come one after the other. */
record DemoLive(
    DemoMailbox mailbox,
    Agent agent,
    StopSignal stop,
    LiveWatch watch,
    DemoProgress progress,
    Clock clock) {
  /** Long enough for the agent to have opened its ear; a mail before that would be heard later. */
  private static final Duration TO_LISTEN = Duration.ofMillis(300);

  /** The next mail comes when the last one is dealt with, or after this. */
  private static final Duration NEXT = Duration.ofSeconds(1);

  private static final Duration THE_LAST = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofSeconds(10);

  /**
   * How soon mails were dealt with: from their arrival until the journal held the end of their
   * effects.
   *
   * @param mails that were dealt with
   */
  record Sooner(int came, int mails, Duration median, Duration slowest) {
    static Sooner of(int came, List<Duration> each) {
      if (each.isEmpty()) {
        return new Sooner(came, 0, Duration.ZERO, Duration.ZERO);
      }
      List<Duration> sorted = new ArrayList<>(each);
      Collections.sort(sorted);
      Duration upper = sorted.get(sorted.size() / 2);
      Duration lower = sorted.get((sorted.size() - 1) / 2);
      return new Sooner(came, sorted.size(), lower.plus(upper).dividedBy(2), sorted.getLast());
    }

    /** Whether each that came was dealt with. */
    boolean all() {
      return mails == came;
    }
  }

  /** Listens until all are dealt with, and ends in good order. */
  Sooner toTheEnd(JournalView view) throws InterruptedException {
    StopSignal listening = new StopSignal();
    AgentLoop loop = new AgentLoop(agent, listening, Optional::empty);
    int before = watch.count();
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<String>> work = thread.submit(loop::run);
      Map<String, Instant> delivered;
      try {
        delivered = deliver(work);
      } finally {
        listening.stop();
      }
      ended(work);
      if (watch.count() - before < delivered.size() && !stop.stopped()) {
        // What nobody heard is left to the next due run: here it is due now.
        agent.run(clock.instant());
      }
      return sooner(delivered, view);
    }
  }

  private Map<String, Instant> deliver(Future<?> work) throws InterruptedException {
    List<DemoMailbox.Mail> mails = mailbox.coming();
    progress.listens(mails.size());
    int before = watch.count();
    watch.pause(TO_LISTEN, () -> over(work));
    Map<String, Instant> delivered = new HashMap<>();
    for (DemoMailbox.Mail mail : mails) {
      if (over(work)) {
        break;
      }
      delivered.put(mail.hash(), clock.instant());
      mailbox.deliver(mail);
      progress.came(delivered.size());
      watch.awaitCount(before + delivered.size(), NEXT, () -> over(work));
    }
    watch.awaitCount(before + delivered.size(), THE_LAST, () -> over(work));
    watch.awaitRest(REST, () -> over(work));
    progress.listened();
    return delivered;
  }

  private boolean over(Future<?> work) {
    return stop.stopped() || work.isDone();
  }

  private static void ended(Future<Optional<String>> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the agent could not listen to the end", e.getCause());
    }
  }

  private Sooner sooner(Map<String, Instant> delivered, JournalView view) {
    List<Duration> each = new ArrayList<>();
    watch
        .left()
        .forEach((item, end) -> {
          String hash = view.item(item).map(ItemRow::contentHash).orElse("");
          Instant came = delivered.get(hash);
          // The same bytes may have come before, and were dealt with before.
          if (came != null && !end.isBefore(came)) {
            each.add(Duration.between(came, end));
          }
        });
    return Sooner.of(delivered.size(), each);
  }
}
