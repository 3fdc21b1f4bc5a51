package pl.automateforge.agent.decision.budget;

import java.time.Instant;

/**
 * How a limit stands, in billionths of a US dollar.
 *
 * @param spent by calls that are over
 * @param reserved by calls at work, at worst
 * @param near whether the share is spent at which an alert is raised
 */
public record Standing(
    Period period,
    Instant start,
    Instant end,
    long limit,
    long spent,
    long reserved,
    boolean near) {
  /** What may still be spent whatever becomes of the calls at work. */
  public long room() {
    return Math.max(0, limit - spent - reserved);
  }
}
