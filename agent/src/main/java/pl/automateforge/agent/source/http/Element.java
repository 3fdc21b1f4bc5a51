package pl.automateforge.agent.source.http;

import pl.automateforge.agent.source.ItemIdentity;

/**
 * One element of a list.
 *
 * @param value what the cursor would be behind it; empty where it has none
 */
sealed interface Element {
  String value();

  /**
   * An element that is an item.
   *
   * @param mail the raw bytes: the text in the form of a message
   */
  record Item(ItemIdentity identity, byte[] mail, String value) implements Element {}

  /** An element that is none, and why. */
  record Malformed(String problem, String value) implements Element {}
}
