package pl.automateforge.agent.standin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What arrived: the last ones whole, all of them counted. From many threads. */
final class Arrivals {
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final int MOST_EFFECTS = 500_000;

  private final int keep;
  private final Deque<Arrival> kept = new ArrayDeque<>();
  private final Map<String, Integer> effects = new LinkedHashMap<>();
  private long bytes;
  private long total;
  private long distinct;
  private long duplicates;
  private long forgotten;

  Arrivals(int keep) {
    this.keep = keep;
  }

  /** Numbers are taken and told apart from duplicates in one step. */
  @FunctionalInterface
  interface Maker {
    Arrival make(long number, boolean duplicate);
  }

  synchronized Arrival add(String effect, Maker maker) {
    boolean duplicate = effects.merge(effect, 1, Integer::sum) > 1;
    total++;
    distinct += duplicate ? 0 : 1;
    duplicates += duplicate ? 1 : 0;
    forgetEffects();
    Arrival arrival = maker.make(total, duplicate);
    kept.addFirst(arrival);
    bytes += arrival.weight();
    while (kept.size() > keep || (bytes > MOST_BYTES && kept.size() > 1)) {
      bytes -= kept.removeLast().weight();
    }
    return arrival;
  }

  private void forgetEffects() {
    if (effects.size() > MOST_EFFECTS) {
      var oldest = effects.keySet().iterator();
      oldest.next();
      oldest.remove();
      forgotten++;
    }
  }

  /** The kept ones, newest first. */
  synchronized List<Arrival> newest() {
    return new ArrayList<>(kept);
  }

  synchronized Optional<Arrival> find(long number) {
    return kept.stream().filter(arrival -> arrival.number() == number).findFirst();
  }

  synchronized Map<String, Integer> effects() {
    return new LinkedHashMap<>(effects);
  }

  synchronized int times(String effect) {
    return effects.getOrDefault(effect, 0);
  }

  /** Forgets what arrived, and what was counted of it. */
  synchronized void clear() {
    kept.clear();
    effects.clear();
    bytes = 0;
    total = 0;
    distinct = 0;
    duplicates = 0;
    forgotten = 0;
  }

  /** How much arrived, taken at one moment. */
  record Totals(long arrived, long distinct, long duplicates, long kept, long forgottenEffects) {}

  synchronized Totals totals() {
    return new Totals(total, distinct, duplicates, kept.size(), forgotten);
  }
}
