package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the message that answers a checked request. */
final class MessageWriter {
  private static final Map<String, Integer> THINKING =
      Map.of("low", 32, "medium", 96, "high", 256, "xhigh", 512, "max", 1024);

  private final Classifier classifier;
  private final PromptCache cache;

  MessageWriter(Classifier classifier, PromptCache cache) {
    this.classifier = classifier;
    this.cache = cache;
  }

  /**
   * Answers.
   *
   * @param key whose cache is used
   * @param fault what the answer suffers from; null for nothing
   */
  Answer write(JsonNode body, ModelFacts model, String key, String id, @Nullable Fault fault) {
    Usage usage = cache.use(body, key, model);
    ObjectNode message = Json.object();
    message.put("id", "msg_standin_" + id);
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", model.id());
    Content content = new Content(message.putArray("content"), body.path("max_tokens").asLong());
    if (fault == Fault.REFUSE) {
      refuse(message);
    } else {
      String stop = fill(content, body, model, fault);
      message.put("stop_reason", stop);
      message.putNull("stop_details");
    }
    message.putNull("stop_sequence");
    message.putNull("container");
    message.putNull("diagnostics");
    message.set("usage", usage(usage, content));
    return new Answer(
        message,
        usage.prompt(),
        usage.cacheRead(),
        usage.cacheWrite5m() + usage.cacheWrite1h(),
        content.spent);
  }

  /** The blocks of an answer, and what may still be said. */
  private static final class Content {
    private final ArrayNode blocks;
    private final long most;
    private long spent;
    private long thought;

    Content(ArrayNode blocks, long most) {
      this.blocks = blocks;
      this.most = most;
    }

    /** Spends as many tokens as are left; false where they do not suffice. */
    boolean spend(long tokens) {
      boolean enough = spent + tokens <= most;
      spent = Math.min(most, spent + tokens);
      return enough;
    }
  }

  private static void refuse(ObjectNode message) {
    message.put("stop_reason", "refusal");
    message
        .putObject("stop_details")
        .put("type", "refusal")
        .put("category", "general_harms")
        .put("explanation", "Stand-in: a refusal it was told to give.");
  }

  private String fill(Content content, JsonNode body, ModelFacts model, @Nullable Fault fault) {
    if (content.most == 0) {
      return "max_tokens";
    }
    if (thinks(body, model) && !think(content, body, model)) {
      return "max_tokens";
    }
    JsonNode tool = tool(body);
    if (tool != null) {
      return use(content, tool, body);
    }
    String text = text(body, fault);
    long tokens = Tokens.of(text.length());
    long allowed =
        fault == Fault.MAX_TOKENS ? tokens / 2 : Math.min(tokens, content.most - content.spent);
    boolean whole = allowed >= tokens;
    content.spend(allowed);
    int end = whole ? text.length() : (int) Math.min(text.length() - 1, allowed * 7 / 2);
    content.blocks.addObject().put("type", "text").put("text", text.substring(0, end));
    return whole ? "end_turn" : "max_tokens";
  }

  private static boolean thinks(JsonNode body, ModelFacts model) {
    String choice = body.path("tool_choice").path("type").asText("auto");
    if (choice.equals("any") || choice.equals("tool")) {
      return false;
    }
    String type = body.path("thinking").path("type").asText("");
    return type.isEmpty()
        ? model.thinksByDefault()
        : type.equals("adaptive") || type.equals("enabled");
  }

  private static boolean think(Content content, JsonNode body, ModelFacts model) {
    String effort =
        body.path("output_config").path("effort").asText(String.valueOf(model.defaultEffort()));
    long before = content.spent;
    boolean enough = content.spend(THINKING.getOrDefault(effort, 256));
    content.thought = content.spent - before;
    content
        .blocks
        .addObject()
        .put("type", "thinking")
        .put("thinking", "")
        .put("signature", "c3RhbmQtaW4=");
    return enough;
  }

  /** The tool that is called: a forced one, or a strict one where the model may choose. */
  private static @Nullable JsonNode tool(JsonNode body) {
    String choice = body.path("tool_choice").path("type").asText("auto");
    for (JsonNode tool : body.path("tools")) {
      boolean called =
          switch (choice) {
            case "any" -> true;
            case "tool" -> tool.path("name").equals(body.path("tool_choice").path("name"));
            case "auto" -> tool.path("strict").asBoolean();
            default -> false;
          };
      if (called) {
        return tool;
      }
    }
    return null;
  }

  private String use(Content content, JsonNode tool, JsonNode body) {
    JsonNode input =
        AnswerWriter.write(tool.path("input_schema"), system(body), asked(body), classifier);
    boolean enough = content.spend(Tokens.of(Json.text(input).length()));
    ObjectNode block = content.blocks.addObject().put("type", "tool_use");
    block.put("id", "toolu_standin_" + Long.toHexString(Hash.of(0, asked(body))));
    block.put("name", tool.path("name").asText());
    block.set("input", enough ? input : Json.object());
    block.putObject("caller").put("type", "direct");
    return enough ? "tool_use" : "max_tokens";
  }

  private String text(JsonNode body, @Nullable Fault fault) {
    JsonNode schema = body.path("output_config").path("format").path("schema");
    if (schema.isMissingNode()) {
      return "Stand-in: read "
          + asked(body).length()
          + " characters, beginning with: "
          + Words.shortened(asked(body), 80);
    }
    return structured(schema, system(body), asked(body), classifier, fault);
  }

  /** The text of an answer within a schema, or not within it where the fault says so. */
  static String structured(
      JsonNode schema,
      String instructions,
      String text,
      Classifier classifier,
      @Nullable Fault fault) {
    if (fault == Fault.WRONG_SCHEMA) {
      return "{\"standin\":[\"an answer that follows no schema\",42]}";
    }
    JsonNode filled = AnswerWriter.write(schema, instructions, text, classifier);
    if (fault == Fault.FOREIGN_CATEGORY && filled instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (property.getValue().has("enum")) {
          object.put(property.getKey(), "standin-foreign-category");
        }
      }
    }
    return Json.text(filled);
  }

  private static String system(JsonNode body) {
    return joined(body.path("system"));
  }

  /** The text of the last message. */
  static String asked(JsonNode body) {
    JsonNode messages = body.path("messages");
    return joined(messages.path(messages.size() - 1).path("content"));
  }

  static String joined(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      if (block.path("text").isTextual()) {
        text.append(block.get("text").textValue()).append('\n');
      }
    }
    return text.toString();
  }

  private static ObjectNode usage(Usage usage, Content content) {
    ObjectNode json = Json.object();
    json.put("input_tokens", usage.input());
    json.put("output_tokens", content.spent);
    json.put("cache_read_input_tokens", usage.cacheRead());
    json.put("cache_creation_input_tokens", usage.cacheWrite5m() + usage.cacheWrite1h());
    json.putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", usage.cacheWrite5m())
        .put("ephemeral_1h_input_tokens", usage.cacheWrite1h());
    json.putObject("output_tokens_details").put("thinking_tokens", content.thought);
    json.putNull("server_tool_use");
    json.put("service_tier", "standard");
    json.put("speed", "standard");
    json.put("inference_geo", "global");
    return json;
  }
}
