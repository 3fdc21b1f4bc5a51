package pl.automateforge.agent.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes along the chain and remembers the first fact that does not fit. */
final class ChainCheck {
  private long expected = 1;
  private String head = Chain.GENESIS;
  private @Nullable Long broken;

  void next(Rows.FactRow fact) {
    if (broken != null) {
      return;
    }
    String hash =
        Chain.link(
            head,
            fact.seq(),
            fact.at().toEpochMilli(),
            fact.type(),
            fact.item(),
            fact.effect(),
            fact.run(),
            fact.body());
    if (fact.seq() != expected || !fact.previous().equals(head) || !fact.hash().equals(hash)) {
      broken = fact.seq();
    }
    head = fact.hash();
    expected++;
  }

  /**
   * The journal remembers its last hash elsewhere too: facts that were cut off at the end are
   * missed by it.
   */
  void end(String remembered) {
    if (broken == null && !remembered.equals(head)) {
      broken = expected;
    }
  }

  Optional<Long> broken() {
    return Optional.ofNullable(broken);
  }
}
