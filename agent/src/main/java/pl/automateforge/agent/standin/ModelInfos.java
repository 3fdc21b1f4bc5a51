package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The catalogue of models, in both dialects. */
final class ModelInfos {
  private ModelInfos() {}

  static JsonNode list(Instant now) {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    ModelFacts.ALL.values().forEach(model -> data.add(info(model, now)));
    page.put("has_more", false);
    page.put("first_id", data.get(0).path("id").asText());
    page.put("last_id", data.get(data.size() - 1).path("id").asText());
    return page;
  }

  static JsonNode one(String id, Instant now) {
    ModelFacts model = ModelFacts.ALL.get(id);
    if (model == null) {
      throw RefusedException.notFound("model: " + id);
    }
    return info(model, now);
  }

  static JsonNode chatList() {
    ObjectNode page = Json.object().put("object", "list");
    page.putArray("data")
        .addObject()
        .put("id", "standin")
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "autoforge-standin");
    return page;
  }

  private static ObjectNode info(ModelFacts model, Instant now) {
    ObjectNode info = Json.object();
    info.put("type", "model");
    info.put("id", model.id());
    info.put("display_name", displayName(model.id()));
    info.put(
        "created_at", (model.released() == null ? Instant.EPOCH : model.released()).toString());
    info.put("lifecycle", model.lifecycle(now));
    info.putNull("deprecated_at");
    info.put("retires_at", model.retires() == null ? null : model.retires().toString());
    info.put("line", model.line());
    info.put("max_input_tokens", model.context());
    info.put("max_tokens", model.maxOutput());
    info.set("capabilities", capabilities(model));
    return info;
  }

  private static ObjectNode capabilities(ModelFacts model) {
    ObjectNode can = Json.object();
    for (String name : List.of("citations", "image_input", "pdf_input", "structured_outputs")) {
      can.set(name, supported(true));
    }
    can.set("batch", supported(false));
    can.set("code_execution", supported(false));
    ObjectNode context = supported(false);
    context.putNull("clear_thinking_20251015");
    context.putNull("clear_tool_uses_20250919");
    context.putNull("compact_20260112");
    can.set("context_management", context);
    ObjectNode server = supported(false);
    server.set("code_execution", supported(false));
    server.set("web_search", supported(false));
    can.set("server_tools", server);
    boolean effort = model.defaultEffort() != null;
    ObjectNode efforts = supported(effort);
    for (String name : List.of("low", "medium", "high", "xhigh", "max")) {
      efforts.set(name, supported(effort));
    }
    can.set("effort", efforts);
    ObjectNode thinking = supported(true);
    ObjectNode types = thinking.putObject("types");
    for (String name : List.of("adaptive", "between_tools", "disabled", "enabled")) {
      types.set(name, supported(model.thinkingTypes().contains(name)));
    }
    can.set("thinking", thinking);
    return can;
  }

  private static ObjectNode supported(boolean supported) {
    return Json.object().put("supported", supported);
  }

  private static String displayName(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      boolean version = Character.isDigit(word.charAt(0));
      boolean after = !name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1));
      name.append(name.isEmpty() ? "" : version && after ? "." : " ");
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name + " (stand-in)";
  }
}
