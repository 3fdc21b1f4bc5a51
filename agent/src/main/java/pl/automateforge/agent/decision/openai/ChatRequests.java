package pl.automateforge.agent.decision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.AnswerSchema;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.ModelSpec;

/** Builds requests. What is the same for every item of a version is built once. */
final class ChatRequests {
  private static final String NAME = "answer";

  private final PromptRenderer prompt;
  private final ModelSpec model;
  private final JsonNode schema;
  private final String schemaWords;

  ChatRequests(AgentSpec spec, PromptRenderer prompt) {
    this.prompt = prompt;
    this.model = spec.model();
    this.schema = ChatJson.value(AnswerSchema.of(spec));
    this.schemaWords =
        spec.language() == Language.PL
            ? "Odpowiedź spełnia ten JSON Schema:"
            : "The answer follows this JSON Schema:";
  }

  /** The user turn of one item. */
  String turn(Content item) {
    return prompt.user(item);
  }

  /** What is told before the turn, whatever the manner. */
  String system() {
    return prompt.system();
  }

  /** The request that shows this user turn. */
  byte[] asking(Manner manner, String turn) {
    return asking(manner, prompt.system(), turn, schema);
  }

  /** A request of our own making. */
  byte[] asking(Manner manner, String system, String turn, JsonNode wanted) {
    ObjectNode request = ChatJson.object();
    request.put("model", model.name());
    request.put("stream", false);
    request.put(manner.newerLimit() ? "max_completion_tokens" : "max_tokens", model.maxTokens());
    if (model.temperature() != null) {
      request.put("temperature", model.temperature());
    }
    String told = system;
    switch (manner.format()) {
      case SCHEMA -> schema(request.putObject("response_format"), wanted);
      case OBJECT -> {
        request.putObject("response_format").put("type", "json_object");
        told = withSchema(system, wanted);
      }
      case NONE -> told = withSchema(system, wanted);
    }
    var messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", told);
    messages.addObject().put("role", "user").put("content", turn);
    return ChatJson.bytes(request);
  }

  /** In the nested form: llama.cpp takes a flat one as well, and ignores it. */
  private static void schema(ObjectNode format, JsonNode wanted) {
    format.put("type", "json_schema");
    ObjectNode nested = format.putObject("json_schema").put("name", NAME);
    // strictly, every property has to be required
    nested.put("strict", wanted.path("required").size() == wanted.path("properties").size());
    nested.set("schema", wanted);
  }

  private String withSchema(String system, JsonNode wanted) {
    return wanted.isEmpty() ? system : system + "\n\n# JSON Schema\n" + schemaWords + "\n" + wanted;
  }
}
