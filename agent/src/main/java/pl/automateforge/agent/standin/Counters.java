package pl.automateforge.agent.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts of one stand-in, from many threads. */
final class Counters {
  private final LongAdder requests = new LongAdder();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> sums = new ConcurrentHashMap<>();

  void begin() {
    requests.increment();
    int current = now.incrementAndGet();
    if (current > most.get()) {
      most.accumulateAndGet(current, Math::max);
    }
  }

  void end(String outcome) {
    now.decrementAndGet();
    outcomes.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
  }

  void add(String name, long amount) {
    sums.computeIfAbsent(name, _ -> new LongAdder()).add(amount);
  }

  long requests() {
    return requests.sum();
  }

  int mostAtOnce() {
    return most.get();
  }

  long outcome(String name) {
    LongAdder counted = outcomes.get(name);
    return counted == null ? 0 : counted.sum();
  }

  long sum(String name) {
    LongAdder summed = sums.get(name);
    return summed == null ? 0 : summed.sum();
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("requests", requests.sum());
    map.put("concurrent", Map.of("now", now.get(), "most", most.get()));
    map.put("outcomes", values(outcomes));
    return map;
  }

  Map<String, Long> sums() {
    return values(sums);
  }

  private static Map<String, Long> values(Map<String, LongAdder> adders) {
    Map<String, Long> values = new TreeMap<>();
    adders.forEach((name, adder) -> values.put(name, adder.sum()));
    return values;
  }
}
