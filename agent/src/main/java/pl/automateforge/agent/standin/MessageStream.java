package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** A finished message as the events of a stream. */
final class MessageStream {
  private final StringBuilder events = new StringBuilder();

  private MessageStream() {}

  static byte[] of(ObjectNode message) {
    MessageStream stream = new MessageStream();
    stream.write(message);
    return stream.events.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(ObjectNode message) {
    ObjectNode started = message.deepCopy();
    started.putArray("content");
    started.putNull("stop_reason");
    event("message_start", Json.object().set("message", started));
    JsonNode content = message.path("content");
    for (int i = 0; i < content.size(); i++) {
      block(i, content.get(i));
    }
    ObjectNode end = Json.object();
    ObjectNode delta = end.putObject("delta");
    delta.set("stop_reason", message.get("stop_reason"));
    delta.set("stop_sequence", message.get("stop_sequence"));
    delta.set("stop_details", message.get("stop_details"));
    delta.putNull("container");
    end.set("usage", message.get("usage"));
    event("message_delta", end);
    event("message_stop", Json.object());
  }

  private void block(int index, JsonNode block) {
    ObjectNode empty = block.deepCopy();
    ObjectNode delta = Json.object();
    switch (block.path("type").asText()) {
      case "text" -> {
        empty.put("text", "");
        delta.put("type", "text_delta").set("text", block.get("text"));
      }
      case "thinking" -> {
        empty.put("signature", "");
        delta.put("type", "signature_delta").set("signature", block.get("signature"));
      }
      default -> {
        empty.putObject("input");
        delta.put("type", "input_json_delta").put("partial_json", block.get("input").toString());
      }
    }
    event("content_block_start", Json.object().put("index", index).set("content_block", empty));
    event("content_block_delta", Json.object().put("index", index).set("delta", delta));
    event("content_block_stop", Json.object().put("index", index));
  }

  private void event(String type, JsonNode body) {
    ObjectNode data = Json.object().put("type", type);
    data.setAll((ObjectNode) body);
    events.append("event: ").append(type).append("\ndata: ").append(data).append("\n\n");
  }
}
