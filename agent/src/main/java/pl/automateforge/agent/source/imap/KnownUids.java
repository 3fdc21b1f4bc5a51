package pl.automateforge.agent.source.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;

/**
 * Which UIDs of one container the journal knows. The journal is read through once; afterwards only
 * what was handed out is asked for, one by one.
 */
final class KnownUids {
  private final Container container;
  private final long from;
  private final long to;
  private final UidRanges known = new UidRanges();
  private final Map<Long, ItemIdentity> handedOut = new HashMap<>();

  private KnownUids(Container container, long from, long to) {
    this.container = container;
    this.from = from;
    this.to = to;
  }

  /**
   * @param from UIDs from here on are not trusted to be this folder's
   * @param to up to here
   */
  static KnownUids of(Container container, Source.Known journal, long from, long to) {
    var uids = new KnownUids(container, from, to);
    String name = container.name();
    journal.each(
        name,
        identity -> {
          long uid = Container.uid(identity.key());
          if (uid > 0 && identity.container().equals(name) && (uid < from || uid >= to)) {
            uids.known.add(uid);
          }
        });
    return uids;
  }

  boolean isOf(Container other, long otherFrom, long otherTo) {
    return container.equals(other) && from == otherFrom && to == otherTo;
  }

  /** The largest that was known or handed out; 0 where there is none. */
  long highest() {
    return Math.max(
        known.last(), handedOut.keySet().stream().mapToLong(Long::longValue).max().orElse(0));
  }

  /** Those of the UIDs that the journal does not know, in order. */
  List<Long> unknown(List<Long> all, Source.Known journal) {
    List<Long> unknown = new ArrayList<>();
    for (Long uid : all) {
      if (!known.contains(uid) && !isKnownByNow(uid, journal)) {
        unknown.add(uid);
      }
    }
    return unknown;
  }

  private boolean isKnownByNow(Long uid, Source.Known journal) {
    @Nullable ItemIdentity identity = handedOut.get(uid);
    if (identity == null || !journal.contains(identity)) {
      return false;
    }
    confirm(uid);
    return true;
  }

  /** The journal knows it. */
  void confirm(long uid) {
    known.add(uid);
    handedOut.remove(uid);
  }

  /** The journal is about to know it. */
  void handOut(ItemIdentity identity) {
    handedOut.put(Container.uid(identity.key()), identity);
  }
}
