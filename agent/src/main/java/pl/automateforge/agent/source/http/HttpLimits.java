package pl.automateforge.agent.source.http;

/**
 * Bounds of reading a list.
 *
 * @param bytes of one answer, unpacked
 * @param pages asked for at once
 * @param items looked at once, over all pages
 * @param problems told one by one; more are counted
 * @param behindMalformed how many known items may follow an element that cannot be used until the
 *     cursor passes it
 * @param heldBytes of texts kept in memory, so that an item need not be asked for again
 */
public record HttpLimits(
    long bytes, int pages, int items, int problems, int behindMalformed, long heldBytes) {

  /** What an agent uses. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(32L << 20, 200, 100_000, 20, 1_000, 32L << 20);
}
