package pl.automateforge.agent.decision.budget;

import java.time.Instant;

/**
 * Where it is recorded what calls may cost and did, in billionths of a US dollar. Safe to use from
 * many threads.
 */
public interface Spending {
  /** Keeps nothing: what is spent counts for the life of the process. */
  Spending UNRECORDED =
      new Spending() {
        @Override
        public long spentSince(Instant from) {
          return 0;
        }

        @Override
        public long reserve(Instant at, long nanos) {
          return 0;
        }

        @Override
        public void settle(long call, Instant at, long nanos) {}
      };

  /** What calls that are over cost since then, by the moment they were settled at. */
  long spentSince(Instant from);

  /**
   * Records that a call may cost so much; durable when this returns.
   *
   * @return the call's number
   */
  long reserve(Instant at, long nanos);

  /**
   * Records that a call is over. What is lost of this in a crash leaves the reservation, and that
   * counts as spent.
   *
   * @param at the moment for whose day and month it counts
   */
  void settle(long call, Instant at, long nanos);
}
