package pl.automateforge.agent.source.imap;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of UIDs. They mostly follow one another, so ranges of them are kept. */
final class UidRanges {
  /** The first of each range, and its last. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  boolean contains(long uid) {
    Map.@Nullable Entry<Long, Long> range = ranges.floorEntry(uid);
    return range != null && uid <= range.getValue();
  }

  void add(long uid) {
    Map.@Nullable Entry<Long, Long> before = ranges.floorEntry(uid);
    if (before != null && uid <= before.getValue()) {
      return;
    }
    long first = before != null && before.getValue() == uid - 1 ? before.getKey() : uid;
    @Nullable Long behind = ranges.remove(uid + 1);
    ranges.put(first, behind == null ? uid : behind);
  }

  /** The largest; 0 where there is none. */
  long last() {
    return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
  }

  /** How many ranges are kept. */
  int ranges() {
    return ranges.size();
  }
}
