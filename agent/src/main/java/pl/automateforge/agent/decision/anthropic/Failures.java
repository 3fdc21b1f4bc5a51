package pl.automateforge.agent.decision.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.ErrorType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.PlainText;
import pl.automateforge.agent.decision.RetryAfter;
import pl.automateforge.agent.spec.Secret;

/** Tells from an error of the SDK what it means. */
final class Failures {
  private static final int WORDS_LIMIT = 300;

  /** Errors that name their cause by a code and wait for a person, by what that person does. */
  private static final Map<String, String> CURES =
      Map.ofEntries(
          Map.entry(
              "organization_on_hold", "ask the vendor's support: the organization is on hold"),
          Map.entry("contract_spend_limit_reached", "raise the spend limit of the contract"),
          Map.entry(
              "enforced_spend_limit_reached",
              "raise the organization's usage tier, or wait for the next month"),
          Map.entry(
              "linked_organization_spend_limit_reached",
              "raise the spend limit of the linked organization, or add credit to it"),
          Map.entry(
              "linked_organization_billing_unavailable",
              "put the billing of the linked organization right"),
          Map.entry("user_profile_not_billable", "put the billing of the user profile right"),
          Map.entry(
              "workspace_policy_violation",
              "have an administrator allow this model in the workspace's policy"),
          Map.entry("cmek_key_disabled", "enable the workspace's encryption key again"),
          Map.entry(
              "cmek_key_network_blocked", "let the service reach the workspace's encryption key"),
          Map.entry("api_key_scope_missing", "make a key whose scope covers messages"));

  private final Clock clock;
  private final String model;
  private final String address;
  private final Secret key;

  /**
   * @param address of the service, as it is told to a person
   * @param key never quoted
   */
  Failures(Clock clock, String model, String address, Secret key) {
    this.key = key;
    this.clock = clock;
    this.model = model;
    this.address = address;
  }

  /**
   * What the error means.
   *
   * @param sent what must not be quoted: a service may repeat it in its error
   */
  Failure of(AnthropicException error, String sent) {
    return switch (error) {
      case AnthropicServiceException service -> ofService(service, sent);
      case AnthropicIoException io ->
          new Failure.Passing(io(io.getCause()), null, !neverSent(io.getCause()));
      case AnthropicRetryableException passing ->
          new Failure.Passing("the call failed for a moment", null);
      case AnthropicInvalidDataException unreadable ->
          new Failure.Unreadable(
              "the service answered with something that is not a message of its API;"
                  + " a proxy or a wrong model.baseUrl may be the reason");
      default ->
          new Failure.Lasting(
              "the client refuses to ask: " + error.getClass().getSimpleName(),
              "check model.apiKey and model.baseUrl");
    };
  }

  private Failure ofService(AnthropicServiceException error, String sent) {
    String type = error.type().map(ErrorType::toString).orElse("");
    String code = error.errorCode().orElse("");
    String cause = cause(error, sent);
    String cure = CURES.get(code);
    if (cure != null) {
      return new Failure.Lasting(cause, cure);
    }
    return ofType(type, cause, error).orElseGet(() -> ofStatus(error, cause));
  }

  /**
   * The type goes before the status: an error in the midst of a stream comes with a status of 200.
   */
  private Optional<Failure> ofType(String type, String cause, AnthropicServiceException error) {
    return Optional.ofNullable(
        switch (type) {
          case "overloaded_error", "rate_limit_error" ->
              new Failure.Refused(cause, asked(error.headers()));
          case "authentication_error" -> new Failure.Lasting(cause, keyCure());
          case "billing_error" -> new Failure.Lasting(cause, billingCure());
          case "permission_error" -> new Failure.Lasting(cause, permissionCure());
          case "not_found_error" -> new Failure.Lasting(cause, modelCure());
          case "conflict_error" -> new Failure.Passing(cause, asked(error.headers()), false);
          case "api_error", "timeout_error" -> new Failure.Passing(cause, asked(error.headers()));
          default -> null;
        });
  }

  private Failure ofStatus(AnthropicServiceException error, String cause) {
    int status = error.statusCode();
    return switch (status) {
      case 429, 529 -> new Failure.Refused(cause, asked(error.headers()));
      case 401 -> new Failure.Lasting(cause, keyCure());
      case 402 -> new Failure.Lasting(cause, billingCure());
      case 403 -> new Failure.Lasting(cause, permissionCure());
      case 404, 405 -> new Failure.Lasting(cause, addressCure());
      case 407 -> new Failure.Lasting(cause, "give the proxy what it asks for");
      case 409, 425 -> new Failure.Passing(cause, asked(error.headers()), false);
      case 408, 499 -> new Failure.Passing(cause, asked(error.headers()));
      default -> {
        if (status >= 500) {
          yield new Failure.Passing(cause, asked(error.headers()));
        }
        if (status >= 300 && status < 400) {
          yield new Failure.Lasting(cause, addressCure());
        }
        yield new Failure.OfTheItem(cause);
      }
    };
  }

  private String cause(AnthropicServiceException error, String sent) {
    StringBuilder cause = new StringBuilder();
    cause.append("the service answered ").append(error.statusCode());
    error.type().ifPresent(type -> cause.append(' ').append(word(type.toString())));
    error.errorCode().ifPresent(code -> cause.append(' ').append(word(code)));
    error
        .apiMessage()
        .flatMap(words -> harmless(words, sent + "\n" + key.value()))
        .ifPresent(words -> cause.append(": ").append(words));
    error.requestId().ifPresent(id -> cause.append(" (request ").append(word(id)).append(')'));
    return cause.toString();
  }

  /** What the service says, unless it repeats a part of what it was sent. */
  private static Optional<String> harmless(String words, String sent) {
    String line = PlainText.line(words, WORDS_LIMIT);
    int run = 16;
    for (int at = 0; at + run <= line.length(); at++) {
      if (sent.contains(line.substring(at, at + run))) {
        return Optional.empty();
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static String word(String text) {
    return PlainText.line(text, 80);
  }

  private @Nullable Duration asked(Headers headers) {
    return RetryAfter.of(
            first(headers, "retry-after-ms"), first(headers, "retry-after"), clock.instant())
        .orElse(null);
  }

  private static @Nullable String first(Headers headers, String name) {
    return headers.values(name).stream().findFirst().orElse(null);
  }

  /** Whether no connection was had: then nobody can have answered. */
  private static boolean neverSent(@Nullable Throwable cause) {
    return cause instanceof UnknownHostException || cause instanceof ConnectException;
  }

  private String io(@Nullable Throwable cause) {
    String what =
        switch (cause) {
          case UnknownHostException unknown -> "its name cannot be resolved or is not allowed";
          case ConnectException refused -> "it accepts no connection";
          case SSLException tls -> "no secure connection could be made";
          case InterruptedIOException late -> "it did not answer in time";
          case IOException io -> "the connection broke";
          case null, default -> "the call failed";
        };
    return String.format(Locale.ROOT, "no answer from %s: %s", address, what);
  }

  private String keyCure() {
    return "put a valid key into the slot of model.apiKey";
  }

  private String billingCure() {
    return "add credit to the account that the key belongs to, or put its billing right";
  }

  private String permissionCure() {
    return "have the key's workspace allow the model " + model + ", or use another key";
  }

  private String modelCure() {
    return "name a model that the key may use: model.name is " + model;
  }

  private String addressCure() {
    return "check model.baseUrl: there is no Messages API at "
        + address
        + " (it is written without /v1), or no model "
        + model;
  }
}
