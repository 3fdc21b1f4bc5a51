package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.core.JsonArray;
import com.anthropic.core.JsonObject;
import com.anthropic.core.JsonString;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicServiceException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a cloud itself says of an error, where the error is not one of the Messages API: a word such
 * as {@code AccessDeniedException} or {@code PERMISSION_DENIED}.
 *
 * @param word empty where it says none
 * @param message in the cloud's words; empty where they stand where the Messages API has its own
 * @param requestId where the cloud has another header for it
 */
public record CloudWord(String word, Optional<String> message, Optional<String> requestId) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.]{1,60}");

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          // Amazon
          Map.entry("ExpiredTokenException", Meaning.KEY),
          Map.entry("ExpiredToken", Meaning.KEY),
          Map.entry("UnrecognizedClientException", Meaning.KEY),
          Map.entry("InvalidSignatureException", Meaning.KEY),
          Map.entry("SignatureDoesNotMatch", Meaning.KEY),
          Map.entry("IncompleteSignatureException", Meaning.KEY),
          Map.entry("IncompleteSignature", Meaning.KEY),
          Map.entry("MissingAuthenticationTokenException", Meaning.KEY),
          Map.entry("MissingAuthenticationToken", Meaning.KEY),
          Map.entry("AccessDeniedException", Meaning.PERMISSION),
          Map.entry("AccessDenied", Meaning.PERMISSION),
          Map.entry("NotAuthorized", Meaning.PERMISSION),
          Map.entry("OptInRequired", Meaning.PERMISSION),
          Map.entry("ResourceNotFoundException", Meaning.MODEL),
          Map.entry("ServiceQuotaExceededException", Meaning.QUOTA),
          Map.entry("ThrottlingException", Meaning.BUSY),
          Map.entry("Throttling", Meaning.BUSY),
          Map.entry("TooManyRequestsException", Meaning.BUSY),
          Map.entry("ModelNotReadyException", Meaning.BUSY),
          Map.entry("ModelErrorException", Meaning.PASSING),
          Map.entry("ModelTimeoutException", Meaning.PASSING),
          Map.entry("InternalServerException", Meaning.PASSING),
          Map.entry("InternalFailure", Meaning.PASSING),
          Map.entry("ServiceUnavailableException", Meaning.PASSING),
          // Google
          Map.entry("UNAUTHENTICATED", Meaning.KEY),
          Map.entry("PERMISSION_DENIED", Meaning.PERMISSION),
          Map.entry("FAILED_PRECONDITION", Meaning.PERMISSION),
          Map.entry("NOT_FOUND", Meaning.MODEL),
          Map.entry("RESOURCE_EXHAUSTED", Meaning.BUSY),
          Map.entry("UNAVAILABLE", Meaning.PASSING),
          Map.entry("INTERNAL", Meaning.PASSING),
          Map.entry("DEADLINE_EXCEEDED", Meaning.PASSING),
          Map.entry("ABORTED", Meaning.PASSING),
          // Microsoft
          Map.entry("invalid_api_key", Meaning.KEY),
          Map.entry("Unauthorized", Meaning.KEY),
          Map.entry("PermissionDenied", Meaning.PERMISSION),
          Map.entry("AuthorizationFailed", Meaning.PERMISSION),
          Map.entry("DeploymentNotFound", Meaning.MODEL),
          Map.entry("ModelNotFound", Meaning.MODEL),
          Map.entry("unknown_model", Meaning.MODEL),
          Map.entry("RateLimitReached", Meaning.BUSY),
          Map.entry("TooManyRequests", Meaning.BUSY),
          Map.entry("insufficient_quota", Meaning.QUOTA),
          Map.entry("QuotaExceeded", Meaning.QUOTA));

  /** What a word means for those who wait. */
  public enum Meaning {
    KEY,
    PERMISSION,
    MODEL,
    QUOTA,
    BUSY,
    PASSING
  }

  /** What the cloud says; empty where the error is one of the Messages API alone. */
  public static Optional<CloudWord> of(AnthropicServiceException error) {
    JsonValue body = error.body();
    Optional<String> message = text(body, "message").or(() -> text(body, "Message"));
    Optional<String> amazon =
        header(error, "x-amzn-errortype")
            .or(() -> text(body, "__type"))
            .map(type -> type.substring(type.lastIndexOf('#') + 1))
            .map(type -> type.indexOf(':') < 0 ? type : type.substring(0, type.indexOf(':')));
    JsonValue inner = member(unwrapped(body), "error");
    Optional<String> word = amazon.or(() -> text(inner, "status")).or(() -> text(inner, "code"));
    Optional<String> words = message.or(() -> text(inner, "message"));
    return word.isEmpty() && message.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CloudWord(
                word.filter(w -> WORD.matcher(w).matches()).orElse(""),
                words,
                header(error, "x-amzn-requestid")));
  }

  /** What it means; empty for a word that is not known. */
  public Optional<Meaning> meaning() {
    return Optional.ofNullable(MEANINGS.get(word));
  }

  /** Google sends an error within a list where the question was for a stream of answers. */
  private static JsonValue unwrapped(JsonValue body) {
    return body instanceof JsonArray list && !list.values().isEmpty()
        ? list.values().getFirst()
        : body;
  }

  private static @Nullable JsonValue member(JsonValue body, String name) {
    return body instanceof JsonObject object ? object.values().get(name) : null;
  }

  private static Optional<String> text(@Nullable JsonValue body, String name) {
    return body != null && member(body, name) instanceof JsonString text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static Optional<String> header(AnthropicServiceException error, String name) {
    return error.headers().values(name).stream().findFirst();
  }
}
