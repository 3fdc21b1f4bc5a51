package pl.automateforge.agent.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes along the chain and remembers the first fact that does not fit. */
final class ChainCheck {
  private final Anchor anchor;
  private long expected;
  private String head;
  private Anchor retained = Anchor.NONE;
  private @Nullable Long broken;

  /**
   * @param anchor from where on the chain is there
   */
  ChainCheck(Anchor anchor) {
    this.anchor = anchor;
    this.expected = anchor.seq() + 1;
    this.head = anchor.hash();
  }

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
    if (fact.type().equals(Entry.Retained.class.getSimpleName())) {
      retained = FactBody.anchor(fact.body());
    }
    head = fact.hash();
    expected++;
  }

  /**
   * The journal remembers its last hash elsewhere too: facts that were cut off at the end are
   * missed by it. Where it begins is a fact too, so that none can be cut off there unnoticed.
   */
  void end(String remembered) {
    if (broken == null && !remembered.equals(head)) {
      broken = expected;
    }
    if (broken == null && !retained.equals(anchor)) {
      broken = anchor.seq() + 1;
    }
  }

  Optional<Long> broken() {
    return Optional.ofNullable(broken);
  }
}
