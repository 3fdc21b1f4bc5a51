package pl.automateforge.agent.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands outside the agent: it counts what arrives, and is the only witness that the tests
 * believe. It outlives every process.
 */
final class Target {
  private final List<String> arrived = new ArrayList<>();
  private final Map<String, Integer> byKey = new LinkedHashMap<>();

  /** Class A: the same effect leaves one thing behind, however often it is sent. */
  synchronized void put(String effect) {
    byKey.putIfAbsent(effect, 1);
  }

  /** Classes B and D: each arrival leaves one more thing behind. */
  synchronized void append(String effect) {
    byKey.merge(effect, 1, Integer::sum);
  }

  /** Class C: the receiver knows the key. */
  synchronized void once(String key) {
    arrived.add(key);
    byKey.putIfAbsent(key, 1);
  }

  /** For probing. */
  synchronized boolean holds(String effect) {
    return byKey.containsKey(effect);
  }

  /** How many things an effect left behind. */
  synchronized int count(String effect) {
    return byKey.getOrDefault(effect, 0);
  }

  synchronized Map<String, Integer> all() {
    return new LinkedHashMap<>(byKey);
  }
}
