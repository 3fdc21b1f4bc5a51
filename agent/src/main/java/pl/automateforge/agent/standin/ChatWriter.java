package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the chat completion that answers a checked request. */
final class ChatWriter {
  /** What is read of a prompt where the stand-in was told to cut it. */
  private static final long CUT_PROMPT = 512;

  private final Classifier classifier;

  ChatWriter(Classifier classifier) {
    this.classifier = classifier;
  }

  Answer write(JsonNode body, String id, Instant now, @Nullable Fault fault) {
    String text = fault == Fault.REFUSE ? "" : text(body, fault);
    long most = limit(body);
    long tokens = Tokens.of(text.length());
    long allowed = fault == Fault.MAX_TOKENS ? tokens / 2 : Math.min(tokens, most);
    boolean whole = allowed >= tokens;
    int end = whole ? text.length() : (int) Math.min(text.length() - 1, allowed * 7 / 2);
    long prompt = fault == Fault.CUT_PROMPT ? Math.min(prompt(body), CUT_PROMPT) : prompt(body);

    ObjectNode completion = Json.object();
    completion.put("id", "chatcmpl-standin-" + id);
    completion.put("object", "chat.completion");
    completion.put("created", now.getEpochSecond());
    completion.put("model", body.path("model").asText());
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (fault == Fault.REFUSE) {
      message.putNull("content").put("refusal", "Stand-in: a refusal it was told to give.");
    } else {
      message.put("content", text.substring(0, end)).putNull("refusal");
    }
    choice.putNull("logprobs");
    choice.put("finish_reason", whole ? "stop" : "length");
    if (fault != Fault.NO_USAGE) {
      ObjectNode usage = completion.putObject("usage");
      usage.put("prompt_tokens", prompt);
      usage.put("completion_tokens", allowed);
      usage.put("total_tokens", prompt + allowed);
      usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
    }
    completion.put("system_fingerprint", "standin");
    return new Answer(completion, prompt, 0, 0, allowed);
  }

  private static long limit(JsonNode body) {
    JsonNode newer = body.path("max_completion_tokens");
    return (newer.isNumber() ? newer : body.path("max_tokens")).asLong(Integer.MAX_VALUE);
  }

  private static long prompt(JsonNode body) {
    long tokens = Tokens.of(schema(body));
    for (JsonNode message : body.path("messages")) {
      tokens += Tokens.FRAME + Tokens.ofContent(message.path("content"));
    }
    return tokens;
  }

  private static JsonNode schema(JsonNode body) {
    JsonNode format = body.path("response_format");
    JsonNode nested = format.path("json_schema").path("schema");
    return nested.isMissingNode() ? format.path("schema") : nested;
  }

  private String text(JsonNode body, @Nullable Fault fault) {
    String asked = MessageWriter.asked(body);
    String instructions = instructions(body);
    JsonNode schema = fault == Fault.IGNORE_SCHEMA ? MissingNode.getInstance() : schema(body);
    if (!schema.isObject()) {
      schema = schemaIn(instructions);
    }
    if (schema.isObject()) {
      return MessageWriter.structured(schema, instructions, asked, classifier, fault);
    }
    String line = "Stand-in: read " + asked.length() + " characters.";
    return body.path("response_format").path("type").asText().equals("json_object")
        ? Json.text(Json.object().put("standin", line))
        : line;
  }

  /** The schema that stands in a line of its own in the prompt, as a model would follow it. */
  private static JsonNode schemaIn(String instructions) {
    return instructions
        .lines()
        .filter(line -> line.startsWith("{\"type\":\"object\""))
        .findFirst()
        .map(line -> Json.request(line.getBytes(StandardCharsets.UTF_8)))
        .orElse(MissingNode.getInstance());
  }

  private static String instructions(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asText().matches("system|developer")) {
        text.append(MessageWriter.joined(message.path("content"))).append('\n');
      }
    }
    return text.toString();
  }
}
