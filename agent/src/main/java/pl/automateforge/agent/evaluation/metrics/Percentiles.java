package pl.automateforge.agent.evaluation.metrics;

import java.util.Arrays;
import java.util.Collection;

/** Times in order, by nearest rank: the value at least so many percent are at or below. */
public final class Percentiles {
  private final long[] sorted;

  private Percentiles(long[] sorted) {
    this.sorted = sorted;
  }

  /** Of these milliseconds. */
  public static Percentiles of(Collection<Long> millis) {
    long[] values = millis.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(values);
    return new Percentiles(values);
  }

  /** How many there are. */
  public int count() {
    return sorted.length;
  }

  /** The value at a share from 0 to 1; 0 where there are no values. */
  public long at(double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /**
   * Whether the value at a share lies at or below a bound, by how many values do: with 95 %
   * confidence, by Wilson's interval of that share of values.
   */
  public Verdict within(double share, long bound) {
    long within = Arrays.stream(sorted).filter(value -> value <= bound).count();
    return new Goal(share, true).verdict(Proportion.of(within, sorted.length));
  }
}
