package pl.automateforge.agent.standin;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are set on one stand-in. Rules are asked in the order they were set; the first
 * that strikes counts, and a rule that has struck its last time is forgotten. May be called from
 * any thread.
 */
public final class Faults {
  private static final int MOST_RULES = 1000;

  private final Set<Fault> offered;
  private final List<Armed> armed = new ArrayList<>();

  Faults(Set<Fault> offered) {
    this.offered = EnumSet.copyOf(offered);
  }

  /**
   * Sets one more rule.
   *
   * @throws IllegalArgumentException where this stand-in does not know that fault
   */
  public synchronized void add(FaultRule rule) {
    if (!offered.contains(rule.fault())) {
      throw new IllegalArgumentException(
          "fault \""
              + rule.fault().word()
              + "\" is not one of this stand-in; it knows "
              + Fault.words(List.copyOf(offered)));
    }
    if (armed.size() >= MOST_RULES) {
      throw new IllegalArgumentException("there are " + MOST_RULES + " fault rules already");
    }
    armed.add(new Armed(rule));
  }

  /** Forgets all rules. */
  public synchronized void clear() {
    armed.clear();
  }

  /** What strikes at the next request; counts it. */
  synchronized Optional<FaultRule> strike() {
    FaultRule struck = null;
    for (Armed rule : armed) {
      if (rule.strikes(struck == null)) {
        struck = rule.rule;
      }
    }
    armed.removeIf(Armed::isSpent);
    return Optional.ofNullable(struck);
  }

  /** The fault whose marker, such as {@code [[standin:hang]]}, stands in a text. */
  Optional<FaultRule> marked(String text) {
    int at = text.indexOf("[[standin:");
    int end = at < 0 ? -1 : text.indexOf("]]", at);
    if (end < 0 || end - at > 40) {
      return Optional.empty();
    }
    String word = text.substring(at + 10, end).strip().toLowerCase(Locale.ROOT);
    return offered.stream()
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .map(fault -> FaultRule.next(fault, 1));
  }

  /** What is still set, for a person or a program to read. */
  synchronized List<Map<String, Object>> list() {
    return armed.stream().map(rule -> rule.remaining().asMap()).collect(Collectors.toList());
  }

  private static final class Armed {
    private final FaultRule rule;
    private final SplittableRandom draws;
    private long seen;
    private @Nullable Long left;

    Armed(FaultRule rule) {
      this.rule = rule;
      this.draws = new SplittableRandom(rule.seed());
      this.left = rule.next();
    }

    boolean strikes(boolean free) {
      seen++;
      if (seen <= rule.after()) {
        return false;
      }
      // drawn even where another rule struck: the n-th request has the n-th draw
      boolean drawn = rule.probability() >= 1 || draws.nextDouble() < rule.probability();
      if (!drawn || !free) {
        return false;
      }
      if (left != null) {
        left--;
      }
      return true;
    }

    boolean isSpent() {
      return left != null && left <= 0;
    }

    FaultRule remaining() {
      return new FaultRule(
          rule.fault(),
          Math.max(0, rule.after() - seen),
          left,
          rule.probability(),
          rule.seed(),
          rule.retryAfter());
    }
  }
}
