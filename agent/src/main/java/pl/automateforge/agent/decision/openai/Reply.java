package pl.automateforge.agent.decision.openai;

import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.PlainText;

/**
 * What came back, whole.
 *
 * @param tooLong whether there was more than is read; the body is empty then
 */
record Reply(int status, Headers headers, ByteString body, boolean tooLong) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Nullable String requestId() {
    return header("x-request-id").map(id -> PlainText.line(id, 80)).orElse(null);
  }

  /** What it is instead of the JSON that was expected. */
  String form() {
    if (tooLong) {
      return "more than " + ChatClient.RESPONSE_LIMIT + " bytes";
    }
    String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
    String start = body.substring(0, Math.min(body.size(), 200)).utf8().stripLeading();
    if (start.isEmpty()) {
      return "an empty body";
    }
    if (type.contains("event-stream") || start.startsWith("data:") || start.startsWith("event:")) {
      return "a stream of events that nobody asked for";
    }
    return type.contains("html") || start.startsWith("<") ? "a page" : "no JSON object of its API";
  }
}
