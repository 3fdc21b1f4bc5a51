package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.time.Duration;

/** Bounds of a run. */
public record Limits(
    @Default("50")
        @Range(min = "1", max = "100000")
        @Change(MATERIAL)
        @Doc("The most items of one run.")
        int itemsPerRun,
    @Default("10s")
        @Between(min = "10ms", max = "5m")
        @Change(MATERIAL)
        @Doc("How long connecting may take.")
        Duration connectTimeout,
    @Default("60s")
        @Between(min = "10ms", max = "24h")
        @Change(MATERIAL)
        @Doc("How long one item may take.")
        Duration itemTimeout,
    @Default("10m")
        @Between(min = "10ms", max = "24h")
        @Change(MATERIAL)
        @Doc("How long one run may take.")
        Duration runTimeout,
    @Default("16")
        @Range(min = "1", max = "1000")
        @Change(MATERIAL)
        @Doc("How many items are worked on at once.")
        int concurrency,
    @Default("skip")
        @Change(MATERIAL)
        @Doc("What happens when a run is due while another one still works.")
        OnOverlap onOverlap) {

  /** What happens when a run is due while another one still works. */
  public enum OnOverlap {
    SKIP,
    QUEUE
  }
}
