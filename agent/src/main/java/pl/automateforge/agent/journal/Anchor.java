package pl.automateforge.agent.journal;

/**
 * Where the chain begins: behind the last fact that went, or at its very beginning.
 *
 * @param seq of the last fact that went; 0 where none did
 * @param hash what the next fact follows
 */
record Anchor(long seq, String hash) {
  /** Nothing went. */
  static final Anchor NONE = new Anchor(0, Chain.GENESIS);
}
