package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.JsonValue;
import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import com.anthropic.errors.SseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.anthropic.cloud.Places;
import pl.automateforge.agent.spec.Language;

/** Errors that a test service cannot provoke through the client. */
class FailuresTests {
  private final Failures failures =
      new Failures(
          Clock.systemUTC(),
          Places.of(
              DecisionSpecs.spec(Language.EN).model(),
              DecisionSpecs.bindings("https://a.example", "k"),
              Clock.systemUTC()));

  @ParameterizedTest
  @CsvSource({
    "overloaded_error,      Refused",
    "rate_limit_error,      Refused",
    "api_error,             Passing",
    "timeout_error,         Passing",
    "authentication_error,  Lasting",
    "invalid_request_error, OfTheItem"
  })
  void judgesAnErrorInAStreamByItsTypeNotByItsStatus(String type, String expected) {
    SseException error =
        SseException.builder()
            .statusCode(200)
            .headers(Headers.builder().put("retry-after", "3").build())
            .body(
                JsonValue.from(
                    Map.of("type", "error", "error", Map.of("type", type, "message", "m"))))
            .build();
    Failure failure = failures.of(error, "");
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    if (failure instanceof Failure.Refused refused) {
      assertThat(refused.asked()).isEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void tellsWhyThereWasNoAnswer() {
    assertThat(io(new SocketTimeoutException("x"))).endsWith("it did not answer in time");
    assertThat(io(new InterruptedIOException("x"))).endsWith("it did not answer in time");
    assertThat(io(new SSLHandshakeException("x"))).endsWith("no secure connection could be made");
    assertThat(io(new IOException("x"))).endsWith("the connection broke");
  }

  @Test
  void triesLaterWhatTheSdkCallsRetryable() {
    assertThat(failures.of(new AnthropicRetryableException("x"), ""))
        .isInstanceOf(Failure.Passing.class);
  }

  @Test
  void stopsOnWhatItDoesNotKnow() {
    assertThat(failures.of(new AnthropicException("mail text"), ""))
        .isInstanceOfSatisfying(
            Failure.Lasting.class,
            lasting -> assertThat(lasting.cause()).doesNotContain("mail text"));
  }

  private String io(IOException cause) {
    Failure failure = failures.of(new AnthropicIoException("Request failed", cause), "");
    assertThat(failure).isInstanceOf(Failure.Passing.class);
    assertThat(failure.cause()).startsWith("no answer from https://a.example: ");
    return failure.cause();
  }
}
