package pl.automateforge.agent.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.check.Component;

/** Checks connections side by side, each within the same time. */
public final class Connections {
  /** How long one check may take. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  private Connections() {}

  /**
   * What one check found.
   *
   * @param what the connection, as a person calls it
   * @param took how long its check took; the time it was given where it did not end
   */
  public record Checked(String what, CheckResult result, Duration took) {}

  /**
   * Checks them, in order. One that does not end in time has failed, and is left behind: its thread
   * is interrupted and not waited for. One that says nothing has failed too, since silence is no
   * good news.
   */
  public static List<Checked> check(SequencedMap<String, Component> parts, Duration deadline)
      throws InterruptedException {
    List<Running> running = new ArrayList<>();
    parts.forEach((what, part) -> running.add(Running.start(what, part)));
    long end = System.nanoTime() + deadline.toNanos();
    List<Checked> checked = new ArrayList<>();
    for (Running each : running) {
      checked.add(each.await(end, deadline));
    }
    return checked;
  }

  private record Running(String what, FutureTask<CheckResult> task, AtomicLong nanos) {
    static Running start(String what, Component part) {
      AtomicLong nanos = new AtomicLong();
      FutureTask<CheckResult> task =
          new FutureTask<>(() -> {
            long began = System.nanoTime();
            try {
              return part.check();
            } finally {
              nanos.set(System.nanoTime() - began);
            }
          });
      Thread.ofVirtual().name("check " + what).start(task);
      return new Running(what, task, nanos);
    }

    Checked await(long end, Duration deadline) throws InterruptedException {
      try {
        CheckResult result = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        return new Checked(what, said(result), Duration.ofNanos(nanos.get()));
      } catch (TimeoutException _) {
        task.cancel(true);
        return new Checked(
            what,
            new CheckResult.Failed(
                "no answer within " + deadline.toSeconds() + " s",
                "see whether the other side answers at all, and what stands between"),
            deadline);
      } catch (ExecutionException e) {
        return new Checked(
            what,
            new CheckResult.Failed(
                "the check itself failed: " + e.getCause(), "please report it: a check never does"),
            Duration.ofNanos(nanos.get()));
      }
    }

    private static CheckResult said(CheckResult result) {
      return result instanceof CheckResult.Fine && result.detail().isBlank()
          ? new CheckResult.Failed("the check said nothing", "please report it")
          : result;
    }
  }
}
