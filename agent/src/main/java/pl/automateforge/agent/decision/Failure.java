package pl.automateforge.agent.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an error of the service means for those who wait for a decision. */
public sealed interface Failure {
  /** What happened, in words; quotes nothing of an item. */
  String cause();

  /**
   * The rate is limited or the service is overloaded: nobody should ask.
   *
   * @param asked how long the service asks to wait; null where it does not say
   */
  record Refused(String cause, @Nullable Duration asked) implements Failure {}

  /**
   * It failed for a moment.
   *
   * @param asked how long the service asks to wait; null where it does not say
   * @param maybeBilled whether the service may have answered all the same, and bills it
   */
  record Passing(String cause, @Nullable Duration asked, boolean maybeBilled) implements Failure {
    /** Nobody knows whether it is billed. */
    public Passing(String cause, @Nullable Duration asked) {
      this(cause, asked, true);
    }
  }

  /** It goes on when a person did something. */
  record Lasting(String cause, String cure) implements Failure {}

  /** This one request will not be answered, however often it is asked. */
  record OfTheItem(String cause) implements Failure {}

  /** The service answered with something that cannot be read; what it cost is unknown. */
  record Unreadable(String cause) implements Failure {}

  /**
   * What becomes of the item, told to the gate as well.
   *
   * @param requestId the provider's id of the request; null where there is none
   */
  default Decision outcome(ProviderGate.Ticket ticket, @Nullable String requestId) {
    return switch (this) {
      case Refused refused ->
          new Decision.Later(ticket.refused(refused.asked(), refused.cause()), true, cause());
      case Passing passing ->
          new Decision.Later(
              ticket.failed(passing.asked(), passing.cause()),
              false,
              cause(),
              passing.maybeBilled());
      case Lasting lasting -> {
        ticket.answered();
        yield new Decision.Stopped(lasting.cause(), lasting.cure());
      }
      case OfTheItem _ -> {
        ticket.answered();
        yield rejected(Cost.FREE, requestId);
      }
      case Unreadable _ -> {
        ticket.answered();
        yield rejected(Cost.UNKNOWN, requestId);
      }
    };
  }

  private Decision rejected(Cost cost, @Nullable String requestId) {
    return new Decision.NoAnswer(
        Decision.NoAnswer.Kind.REJECTED, cause(), new Decision.Usage(0, 0, 0, 0, cost, requestId));
  }
}
