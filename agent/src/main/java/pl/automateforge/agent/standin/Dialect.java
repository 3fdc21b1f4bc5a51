package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** Whose API a request speaks: errors look different. */
enum Dialect {
  /** The Messages API. */
  MESSAGES,
  /** Chat completions. */
  CHAT;

  static Dialect of(Request request) {
    if (request.path().startsWith("/v1/chat/")) {
      return CHAT;
    }
    boolean messages =
        request.path().startsWith("/v1/messages")
            || request.headers().first("anthropic-version").isPresent()
            || request.headers().first("x-api-key").isPresent();
    return messages || !request.path().startsWith("/v1/models") ? MESSAGES : CHAT;
  }

  Reply error(RefusedException refused, String requestId) {
    ObjectNode body = Json.object();
    if (this == MESSAGES) {
      body.put("type", "error");
      body.putObject("error").put("type", refused.type()).put("message", refused.said());
      body.put("request_id", requestId);
    } else {
      body.putObject("error")
          .put("message", refused.said())
          .put("type", refused.type())
          .putNull("param")
          .put("code", refused.status() == 404 ? "model_not_found" : null);
    }
    return Reply.json(refused.status(), Json.bytes(body));
  }
}
