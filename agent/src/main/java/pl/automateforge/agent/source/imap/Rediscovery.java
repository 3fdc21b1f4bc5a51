package pl.automateforge.agent.source.imap;

import java.util.HashMap;
import java.util.Map;
import pl.automateforge.agent.source.Source;

/**
 * Which mails of a folder are known from before it forgot its UIDs: by their bytes, and as often as
 * the journal knows them. Of a mail that the journal knows twice, two copies are found again; a
 * third one is new.
 */
final class Rediscovery {
  static final String FILTER = "uidvalidity";

  private final Map<String, Integer> left;

  private Rediscovery(Map<String, Integer> left) {
    this.left = left;
  }

  /**
   * @param from UIDs of the container itself from here on are another folder's
   * @param to up to here
   */
  static Rediscovery of(Container container, Source.Known journal, long from, long to) {
    Map<String, Map<String, Integer>> before = new HashMap<>();
    Map<String, Integer> since = new HashMap<>();
    String name = container.name();
    journal.each(
        Container.prefix(container.folder()),
        identity -> {
          if (!Container.isOf(container.folder(), identity.container())) {
            return;
          }
          long uid = Container.uid(identity.key());
          boolean own = identity.container().equals(name) && (uid < from || uid >= to);
          Map<String, Integer> counts =
              own ? since : before.computeIfAbsent(identity.container(), c -> new HashMap<>());
          counts.merge(identity.contentHash(), 1, Integer::sum);
        });
    // Each time the folder forgot its UIDs the journal got to know the same mail once more, so the
    // most that it knew at one time counts, not the sum.
    Map<String, Integer> most = new HashMap<>();
    before.values().forEach(counts -> counts.forEach((h, n) -> most.merge(h, n, Integer::max)));
    since.forEach(
        (hash, count) -> most.computeIfPresent(hash, (h, n) -> n > count ? n - count : null));
    return new Rediscovery(most);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /** Whether these bytes are known from before; then one copy fewer is. */
  boolean find(String hash) {
    Integer count = left.get(hash);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      left.remove(hash);
    } else {
      left.put(hash, count - 1);
    }
    return true;
  }
}
