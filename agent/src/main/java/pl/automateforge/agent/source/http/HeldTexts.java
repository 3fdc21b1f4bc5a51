package pl.automateforge.agent.source.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * The bytes of items that were fetched, as many as fit, so that each need not be asked for anew.
 */
final class HeldTexts {
  private final long most;
  private final Map<ItemIdentity, byte[]> held = new LinkedHashMap<>();
  private long bytes;

  HeldTexts(long most) {
    this.most = most;
  }

  synchronized void put(ItemIdentity identity, byte[] mail) {
    remove(identity);
    held.put(identity, mail);
    bytes += mail.length;
    Iterator<byte[]> oldest = held.values().iterator();
    while (bytes > most && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }

  synchronized byte @Nullable [] get(ItemIdentity identity) {
    return held.get(identity);
  }

  synchronized void remove(ItemIdentity identity) {
    byte[] was = held.remove(identity);
    bytes -= was == null ? 0 : was.length;
  }

  synchronized void clear() {
    held.clear();
    bytes = 0;
  }
}
