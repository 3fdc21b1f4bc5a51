package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a stand-in fails, and how.
 *
 * @param after how many requests pass first, counted from when the rule was set
 * @param next how often it strikes at most; null for as long as the rule stands
 * @param probability of striking at one request, 0 to 1
 * @param seed of the draws: the same seed strikes at the same requests
 * @param retryAfter what a 429 asks to wait, in whole seconds; zero leaves the header out
 */
public record FaultRule(
    Fault fault,
    long after,
    @Nullable Long next,
    double probability,
    long seed,
    Duration retryAfter) {
  private static final Set<String> KEYS =
      Set.of("fault", "after", "next", "probability", "seed", "retry-after");

  public FaultRule {
    if (after < 0 || (next != null && next < 1) || retryAfter.isNegative()) {
      throw new IllegalArgumentException(
          "fault "
              + fault.word()
              + ": after and retry-after are at least 0 and next at least 1, but after="
              + after
              + ", next="
              + next
              + ", retry-after="
              + retryAfter.toSeconds());
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "fault " + fault.word() + ": probability is above 0 and at most 1, not " + probability);
    }
  }

  /** Strikes at the next {@code times} requests. */
  public static FaultRule next(Fault fault, long times) {
    return new FaultRule(fault, 0, times, 1, 0, Duration.ofSeconds(1));
  }

  /** Strikes at every request until it is cleared. */
  public static FaultRule always(Fault fault) {
    return new FaultRule(fault, 0, null, 1, 0, Duration.ofSeconds(1));
  }

  /** Strikes by chance. */
  public static FaultRule sometimes(Fault fault, double probability, long seed) {
    return new FaultRule(fault, 0, null, probability, seed, Duration.ofSeconds(1));
  }

  /** The same, once so many requests have passed. */
  public FaultRule after(long requests) {
    return new FaultRule(fault, requests, next, probability, seed, retryAfter);
  }

  /** The same, with what a 429 asks to wait. */
  public FaultRule retryAfter(Duration wait) {
    return new FaultRule(fault, after, next, probability, seed, wait);
  }

  /**
   * Reads the form of the command line: {@code 429:next=3,retry-after=2} or {@code
   * hang:probability=0.05,seed=7,after=100} or just {@code refuse}.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static FaultRule parse(String option) {
    int colon = option.indexOf(':');
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("fault", colon < 0 ? option : option.substring(0, colon));
    if (colon >= 0) {
      for (String pair : option.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "fault \""
                  + option
                  + "\": expected name=value after the colon, not \""
                  + pair
                  + "\"");
        }
        json.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return of(json);
  }

  /**
   * Reads the form of the control endpoint.
   *
   * @throws IllegalArgumentException with what was expected
   */
  static FaultRule of(JsonNode json) {
    if (!json.path("fault").isValueNode()) {
      throw new IllegalArgumentException("a fault rule is an object with at least \"fault\"");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KEYS.contains(name)) {
        throw new IllegalArgumentException(
            "\""
                + name
                + "\" is unknown in a fault rule; expected "
                + KEYS.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
    return new FaultRule(
        Fault.of(json.get("fault").asText()),
        (long) number(json, "after", 0),
        json.has("next") ? (long) number(json, "next", 1) : null,
        number(json, "probability", 1),
        (long) number(json, "seed", 0),
        Duration.ofSeconds((long) number(json, "retry-after", 1)));
  }

  private static double number(JsonNode json, String name, double otherwise) {
    JsonNode value = json.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(value.asText());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + name + "\" of a fault rule is a number, not \"" + value.asText() + "\"", e);
    }
  }

  Map<String, Object> asMap() {
    return Map.of(
        "fault",
        fault.word(),
        "after",
        after,
        "next",
        next == null ? "always" : next,
        "probability",
        probability,
        "seed",
        seed,
        "retry-after",
        retryAfter.toSeconds());
  }
}
