package pl.automateforge.agent.source.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * On which page each item was last seen, so that it is found again by one request. A hint: what is
 * not there any more may be elsewhere.
 */
final class Places {
  private final int most;
  private final Map<ItemIdentity, String> pages = new LinkedHashMap<>();

  Places(int most) {
    this.most = most;
  }

  /**
   * @param page the cursor by which the page is asked for
   */
  synchronized void seen(ItemIdentity identity, String page) {
    pages.put(identity, page);
    if (pages.size() > most) {
      Iterator<ItemIdentity> oldest = pages.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Null where it was not seen. */
  synchronized @Nullable String of(ItemIdentity identity) {
    return pages.get(identity);
  }

  synchronized void forget(ItemIdentity identity) {
    pages.remove(identity);
  }

  synchronized void clear() {
    pages.clear();
  }
}
