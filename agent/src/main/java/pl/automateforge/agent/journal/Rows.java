package pl.automateforge.agent.journal;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Small rows of the journal's other tables. */
public final class Rows {
  private Rows() {}

  /** A run that began. */
  public record Run(
      long id,
      Instant due,
      Instant started,
      @Nullable Instant ended,
      RunState state,
      Mode mode,
      String version,
      RunSums sums,
      long backlog,
      String cause) {}

  /** A run that was or will be due. */
  public record Due(Instant due, DueState state, @Nullable Long run, String why) {}

  /** An alert; active while {@code resolved} is null. */
  public record Alert(
      String key,
      Priority priority,
      String cause,
      String detail,
      Instant raised,
      @Nullable Instant resolved) {}

  /** What a day cost with one decider; the day is UTC's. */
  public record Spending(
      LocalDate day,
      String decider,
      long calls,
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      long costNanos,
      long unpriced) {}

  /** When an item of some topic was written, or came. */
  public record Topic(String item, Instant at) {}

  /** A call that may cost so many billionths of a US dollar, and that counts for {@code at}. */
  public record Reservation(long call, String item, Instant at, long nanos) {}

  /** A word from a person or a command, not yet dealt with. */
  public record Inbox(long id, Instant at, String kind, String subject, String word, String by) {}

  /** What went when its time was over: how many items lost their texts, how many facts went. */
  public record Retention(Instant at, long texts, long facts) {}

  /**
   * What may go.
   *
   * @param texts how many items lose their texts
   * @param facts how many facts go
   * @param through the last of them; where none goes, of the last time
   * @param head its hash
   */
  public record Retainable(long texts, long facts, long through, String head) {}

  /** One link of the chain. */
  public record FactRow(
      long seq,
      Instant at,
      String type,
      @Nullable String item,
      @Nullable String effect,
      @Nullable Long run,
      String body,
      String previous,
      String hash) {}
}
