package pl.automateforge.agent.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of asking about one item. */
public sealed interface Decision {

  /**
   * A valid answer.
   *
   * @param category one of the spec's ids
   * @param confidence 0 to 1
   * @param calibrated false: the model's own word; true: measured on held-out data
   * @param reason why, in the model's words; bounded plain text
   * @param fields the spec's fields that were filled, by name, as text (dates ISO 8601)
   */
  record Answer(
      String category,
      double confidence,
      boolean calibrated,
      String reason,
      Map<String, String> fields,
      Usage usage)
      implements Decision {
    public Answer {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** The model was asked and gave no answer that counts: the spec's fallback applies. */
  record NoAnswer(Kind kind, String detail, Usage usage) implements Decision {
    /** Why it does not count. */
    public enum Kind {
      REFUSED,
      CUT_OFF,
      NOT_AN_ANSWER,
      REJECTED
    }
  }

  /**
   * Not now: the service is overloaded, limits the rate, or failed for a moment.
   *
   * @param notBefore when asking again makes sense
   * @param held true where the provider's gate holds all items (429, overload): the item is not to
   *     blame and loses no attempt
   * @param maybeBilled whether the service may have answered all the same, and bills it
   * @param need what the call may cost at most, where calls at work hold the rest of the budget; 0
   *     where it is not for the budget
   */
  record Later(Instant notBefore, boolean held, String cause, boolean maybeBilled, long need)
      implements Decision {
    /** Not for the budget. */
    public Later(Instant notBefore, boolean held, String cause, boolean maybeBilled) {
      this(notBefore, held, cause, maybeBilled, 0);
    }

    /** The service holds all items, and bills nothing; or it failed, and nobody knows what for. */
    public Later(Instant notBefore, boolean held, String cause) {
      this(notBefore, held, cause, !held);
    }
  }

  /**
   * Nothing was asked, since the budget does not hold what it may cost.
   *
   * @param until when there is a new budget
   * @param need what the call may cost at most
   */
  record OverBudget(Instant until, Cost need, String cause) implements Decision {}

  /**
   * Asking anything at all makes no sense until a person did something: a wrong key, no money, an
   * unknown model.
   */
  record Stopped(String cause, String cure) implements Decision {}

  /**
   * One of several deciders was asked, and this came of it.
   *
   * @param by its name, as the journal records it
   * @param decision anything but another one of these
   */
  record Delegated(String by, Decision decision) implements Decision {
    public Delegated {
      if (decision instanceof Delegated) {
        throw new IllegalArgumentException("delegated twice: " + by);
      }
    }
  }

  /**
   * What asking took.
   *
   * @param input tokens that were not read from or written to a cache
   * @param requestId the provider's id of the request; null where there is none
   */
  record Usage(
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      Cost cost,
      @Nullable String requestId) {
    /** Nothing was used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, Cost.FREE, null);

    /** All tokens together. */
    public long tokens() {
      return input + output + cacheRead + cacheWrite;
    }
  }
}
