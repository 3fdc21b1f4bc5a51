package pl.automateforge.agent.privacy;

/**
 * What the words around a number say of it.
 *
 * @param direct the labels right beside it, as bits
 * @param near the labels a few words away, as bits
 * @param contrary SOFT or OTHER as bits, where such a word stands right before it
 */
record Context(int direct, int near, int contrary) {
  static final Context NONE = new Context(0, 0, 0);

  boolean isDirect(Label label) {
    return (direct & label.bit()) != 0;
  }

  boolean names(Label label) {
    return ((direct | near) & label.bit()) != 0;
  }

  /** Whether it is an order's, an invoice's, an amount. */
  boolean isOther() {
    return (contrary & Label.OTHER.bit()) != 0;
  }

  /** Whether a word says that it is something else, even if less surely. */
  boolean isContrary() {
    return contrary != 0;
  }

  /** With what the head of the column says. */
  Context under(int labels) {
    int other = labels & (Label.SOFT.bit() | Label.OTHER.bit());
    int own = labels & (Label.SOFT.bit() - 1);
    return labels == 0
        ? this
        : new Context(direct, near | own, own == 0 ? contrary | other : contrary);
  }

  Context and(Context after) {
    return after.near == 0 ? this : new Context(direct, near | after.near, contrary);
  }
}
