package pl.automateforge.agent.decision.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.ErrorType;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.PlainText;
import pl.automateforge.agent.decision.RetryAfter;
import pl.automateforge.agent.decision.ServiceWords;
import pl.automateforge.agent.decision.anthropic.cloud.CloudWord;
import pl.automateforge.agent.decision.anthropic.cloud.Cures;
import pl.automateforge.agent.decision.anthropic.cloud.Place;

/** Tells from an error of the SDK what it means. */
final class Failures {
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
  private final Place place;
  private final Cures cures;

  Failures(Clock clock, Place place) {
    this.clock = clock;
    this.place = place;
    this.cures = place.cures();
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
          new Failure.Passing(
              ServiceWords.noAnswer(place.address(), io.getCause()),
              null,
              !neverSent(io.getCause()));
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
    return ofType(type, cause, error)
        .or(() -> CloudWord.of(error).flatMap(CloudWord::meaning).map(m -> ofWord(m, cause, error)))
        .orElseGet(() -> ofStatus(error, cause));
  }

  /**
   * The type goes before the status: an error in the midst of a stream comes with a status of 200.
   */
  private Optional<Failure> ofType(String type, String cause, AnthropicServiceException error) {
    return Optional.ofNullable(
        switch (type) {
          case "overloaded_error", "rate_limit_error" ->
              new Failure.Refused(cause, asked(error.headers()));
          case "authentication_error" -> new Failure.Lasting(cause, cures.key());
          case "billing_error" -> new Failure.Lasting(cause, cures.billing());
          case "permission_error" -> new Failure.Lasting(cause, cures.permission());
          case "not_found_error" -> new Failure.Lasting(cause, cures.model());
          case "conflict_error" -> new Failure.Passing(cause, asked(error.headers()), false);
          case "api_error", "timeout_error" -> new Failure.Passing(cause, asked(error.headers()));
          default -> null;
        });
  }

  /** A cloud's word goes before the status: one status may be a wrong key or a missing right. */
  private Failure ofWord(CloudWord.Meaning meaning, String cause, AnthropicServiceException error) {
    return switch (meaning) {
      case KEY -> new Failure.Lasting(cause, cures.key());
      case PERMISSION -> new Failure.Lasting(cause, cures.permission());
      case MODEL -> new Failure.Lasting(cause, cures.model());
      case QUOTA -> new Failure.Lasting(cause, cures.quota());
      case BUSY -> new Failure.Refused(cause, asked(error.headers()));
      case PASSING -> new Failure.Passing(cause, asked(error.headers()));
    };
  }

  private Failure ofStatus(AnthropicServiceException error, String cause) {
    int status = error.statusCode();
    return switch (status) {
      case 429, 529 -> new Failure.Refused(cause, asked(error.headers()));
      case 401 -> new Failure.Lasting(cause, cures.key());
      case 402 -> new Failure.Lasting(cause, cures.billing());
      case 403 -> new Failure.Lasting(cause, cures.permission());
      case 404, 405 -> new Failure.Lasting(cause, cures.address());
      case 407 -> new Failure.Lasting(cause, "give the proxy what it asks for");
      case 409, 425 -> new Failure.Passing(cause, asked(error.headers()), false);
      case 408, 499 -> new Failure.Passing(cause, asked(error.headers()));
      default -> {
        if (status >= 500) {
          yield new Failure.Passing(cause, asked(error.headers()));
        }
        if (status >= 300 && status < 400) {
          yield new Failure.Lasting(cause, cures.address());
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
    Optional<CloudWord> cloud = CloudWord.of(error);
    cloud
        .map(CloudWord::word)
        .filter(said -> !said.isEmpty())
        .ifPresent(said -> cause.append(' ').append(word(said)));
    error
        .apiMessage()
        .or(() -> cloud.flatMap(CloudWord::message))
        .flatMap(words -> ServiceWords.harmless(words, sent + "\n" + place.key().value()))
        .ifPresent(words -> cause.append(": ").append(words));
    error
        .requestId()
        .or(() -> cloud.flatMap(CloudWord::requestId))
        .ifPresent(id -> cause.append(" (request ").append(word(id)).append(')'));
    return cause.toString();
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
}
