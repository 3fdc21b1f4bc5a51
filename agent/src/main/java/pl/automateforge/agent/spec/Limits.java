package pl.automateforge.agent.spec;

import java.time.Duration;

/** Bounds of a run. */
public record Limits(
    int itemsPerRun,
    Duration connectTimeout,
    Duration itemTimeout,
    Duration runTimeout,
    int concurrency,
    OnOverlap onOverlap) {

  /** What happens when a run is due while another one still works. */
  public enum OnOverlap {
    SKIP,
    QUEUE
  }
}
