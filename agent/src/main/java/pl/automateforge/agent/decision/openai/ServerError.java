package pl.automateforge.agent.decision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * An error as servers tell it: OpenAI's object, vLLM's older flat one, a mere text, or what a
 * Python framework says of a field.
 *
 * @param param the field of the request that it is about; empty where it does not say
 * @param form what the body was; empty where it was JSON
 */
record ServerError(
    int status, String type, String code, String param, String message, String form) {
  private static final Pattern CONTEXT =
      Pattern.compile(
          "context[ _-]?(length|size|window)|maximum context|prompt is too long"
              + "|exceed\\w* (the )?(available |model.s )?context",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MODEL = Pattern.compile("\\bmodel(\\b|_)", Pattern.CASE_INSENSITIVE);

  /** The error that a reply tells of. */
  static ServerError of(Reply reply) {
    return ChatJson.read(reply.body().toByteArray())
        .map(json -> of(reply.status(), json))
        .orElseGet(() -> new ServerError(reply.status(), "", "", "", "", reply.form()));
  }

  /** The error within a reply of status 200, as gateways send it; empty where there is none. */
  static Optional<ServerError> within(JsonNode json) {
    JsonNode error = json.path("error");
    if (json.has("choices") || !(error.isObject() || error.isTextual())) {
      return Optional.empty();
    }
    int code = error.path("code").asInt(0);
    return Optional.of(of(code >= 400 && code < 600 ? code : 500, json));
  }

  private static ServerError of(int status, JsonNode json) {
    JsonNode error = json.path("error").isObject() ? json.path("error") : json;
    String message =
        json.path("error").isTextual()
            ? json.path("error").textValue()
            : text(error, "message").isEmpty() ? detail(json) : text(error, "message");
    return new ServerError(
        status, text(error, "type"), text(error, "code"), text(error, "param"), message, "");
  }

  private static String detail(JsonNode json) {
    JsonNode detail = json.path("detail");
    if (!detail.isArray()) {
      return detail.asText("");
    }
    StringJoiner words = new StringJoiner("; ");
    for (int at = 0; at < Math.min(detail.size(), 5); at++) {
      StringJoiner place = new StringJoiner(".");
      detail.get(at).path("loc").forEach(part -> place.add(part.asText()));
      words.add(place + ": " + text(detail.get(at), "msg"));
    }
    return words.toString();
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() || value.isNumber() ? value.asText() : "";
  }

  /** Whether it names this. */
  boolean names(Pattern what) {
    return what.matcher(param).find() || what.matcher(message).find() || what.matcher(code).find();
  }

  /** Whether the server may mean the request; some answer 500 where they cannot do a thing. */
  boolean maybeOfTheRequest() {
    return status == 400 || status == 422 || status == 500 || status == 501;
  }

  boolean isOfTheContext() {
    return maybeOfTheRequest() && (names(CONTEXT) || CONTEXT.matcher(type).find());
  }

  boolean isOfTheModel() {
    return status == 404 && names(MODEL);
  }
}
