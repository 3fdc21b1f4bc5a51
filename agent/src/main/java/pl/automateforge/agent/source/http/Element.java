package pl.automateforge.agent.source.http;

import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.PlainItem;

/** One element of a list. */
sealed interface Element {
  /** What the cursor would be behind it; empty where it has none. */
  String value();

  /** An element that is an item. */
  record Item(ItemIdentity identity, String text, String value) implements Element {
    /** The raw bytes: the text in the form of a message. */
    byte[] mail() {
      return PlainItem.mime(text);
    }
  }

  /** An element that is none, and why. */
  record Malformed(String problem, String value) implements Element {}
}
