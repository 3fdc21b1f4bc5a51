package pl.automateforge.agent.decision.openai;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.PlainText;
import pl.automateforge.agent.decision.RetryAfter;
import pl.automateforge.agent.decision.ServiceWords;
import pl.automateforge.agent.net.EgressRefusedException;
import pl.automateforge.agent.spec.Secret;

/** Tells what a server's error means for those who wait for a decision. */
final class ServerFailures {
  private final Clock clock;
  private final String model;
  private final String address;
  private final Secret key;

  /**
   * @param address of the server, as it is told to a person
   * @param key never quoted
   */
  ServerFailures(Clock clock, String model, String address, Secret key) {
    this.clock = clock;
    this.model = model;
    this.address = address;
    this.key = key;
  }

  /** The call came to nothing. */
  Failure of(IOException error) {
    return error instanceof EgressRefusedException refused
        ? new Failure.Lasting(refused.sentence(), "check model.baseUrl and privacy")
        : new Failure.Passing(ServiceWords.noAnswer(address, error), null);
  }

  /** It answered with something that is not what the API promises. */
  Failure unreadable(Reply reply) {
    return new Failure.Unreadable(
        "the server answered with "
            + reply.form()
            + " where a chat completion was expected; a proxy or a wrong model.baseUrl may be the"
            + " reason");
  }

  /**
   * It answered with an error.
   *
   * @param sent what must not be quoted: a server may repeat it
   */
  Failure of(ServerError error, Reply reply, String sent) {
    String cause = cause(error, sent);
    if (error.isOfTheContext()) {
      return new Failure.OfTheItem("the item does not fit the server's context: " + cause);
    }
    int status = error.status();
    return switch (status) {
      case 401 -> new Failure.Lasting(cause, keyCure());
      case 402 -> new Failure.Lasting(cause, "put the billing of the key's account right");
      case 403 ->
          new Failure.Lasting(
              cause, "have the key allowed to use the model " + model + ", or use another key");
      case 404 -> new Failure.Lasting(cause, error.isOfTheModel() ? modelCure() : addressCure());
      case 405 -> new Failure.Lasting(cause, addressCure());
      case 429 ->
          error.code().equals("insufficient_quota")
              ? new Failure.Lasting(cause, "add credit to the key's account")
              : new Failure.Refused(cause, asked(reply));
      case 503, 529 -> new Failure.Refused(cause, asked(reply));
      case 408, 409, 425, 499 -> new Failure.Passing(cause, asked(reply));
      default -> {
        if (status >= 500) {
          yield new Failure.Passing(cause, asked(reply));
        }
        yield status < 400
            ? new Failure.Lasting(cause, addressCure())
            : new Failure.OfTheItem(cause);
      }
    };
  }

  private String cause(ServerError error, String sent) {
    StringBuilder cause = new StringBuilder("the server answered ").append(error.status());
    if (!error.form().isEmpty()) {
      return cause.append(" with ").append(error.form()).toString();
    }
    String kind = error.code().isEmpty() ? error.type() : error.code();
    if (!kind.isEmpty() && !kind.equals(String.valueOf(error.status()))) {
      ServiceWords.harmless(PlainText.line(kind, 80), sent + "\n" + key.value())
          .ifPresent(words -> cause.append(' ').append(words));
    }
    ServiceWords.harmless(error.message(), sent)
        .filter(words -> key.value().isEmpty() || !words.contains(key.value()))
        .ifPresent(words -> cause.append(": ").append(words));
    return cause.toString();
  }

  private @Nullable Duration asked(Reply reply) {
    return RetryAfter.of(
            reply.header("retry-after-ms").orElse(null),
            reply.header("retry-after").orElse(null),
            clock.instant())
        .orElse(null);
  }

  private String keyCure() {
    return key.value().isEmpty()
        ? "bind the slot of model.apiKey: the server wants a key"
        : "put a valid key into the slot of model.apiKey";
  }

  private String modelCure() {
    return "name a model that the server has: model.name is " + model;
  }

  private String addressCure() {
    return "check model.baseUrl: there are no chat completions at "
        + address
        + ", neither with /v1 nor without, or no model "
        + model;
  }
}
