package pl.automateforge.agent.action.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import pl.automateforge.agent.action.http.HttpActions;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.spec.Secret;

/** As much of Slack as the action needs. Scripted answers come first. */
final class SlackServer implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final RawHttpServer server = new RawHttpServer((request, socket) -> serve(request, socket));
  final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  final Deque<RawHttpServer.Behaviour> next = new ConcurrentLinkedDeque<>();
  volatile String scopes = "chat:write,channels:history,channels:read";
  volatile int historyPage = 200;

  SlackBot bot(String channel) {
    HttpAddress api = HttpActions.address(server.uri("/api/"));
    return new SlackBot(api, new Secret("xoxb-s3cret"), channel);
  }

  HttpAddress webhook() {
    return HttpActions.address(server.uri("/services/T0/B0/s3cret"));
  }

  void answerOnce(String status, String body, String... headers) {
    next.add((request, socket) -> RawHttpServer.answer(socket, status, body, headers));
  }

  private void serve(RawHttpServer.Request request, Socket socket) throws Exception {
    RawHttpServer.Behaviour scripted = next.poll();
    if (scripted != null) {
      scripted.serve(request, socket);
      return;
    }
    String path = request.line().split(" ", -1)[1];
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "chat.postMessage" -> {
        messages.add(JSON.readTree(request.body()));
        ok(socket, ok().put("channel", "C0123456789").put("ts", "1795341600." + messages.size()));
      }
      case "auth.test" ->
          RawHttpServer.answer(
              socket,
              "200 OK",
              ok().put("user", "forge").put("team", "Acme").toString(),
              "x-oauth-scopes: " + scopes);
      case "conversations.history" -> history(form(request.body()), socket);
      case "conversations.list" -> {
        ObjectNode list = ok();
        list.putArray("channels").addObject().put("id", "C0123456789").put("name", "bok");
        ok(socket, list);
      }
      default -> {
        messages.add(JSON.readTree(request.body()));
        RawHttpServer.answer(socket, "200 OK", "ok");
      }
    }
  }

  private void history(Map<String, String> form, Socket socket) throws IOException {
    if (!scopes.contains("history")) {
      ok(socket, JSON.createObjectNode().put("ok", false).put("error", "missing_scope"));
      return;
    }
    int start = Integer.parseInt(form.getOrDefault("cursor", "0"));
    List<JsonNode> newest = new ArrayList<>(messages).reversed();
    ObjectNode answer = ok();
    ArrayNode page = answer.putArray("messages");
    int end = Math.min(newest.size(), start + historyPage);
    for (int i = start; i < end; i++) {
      ObjectNode message = page.addObject().put("ts", "1795341600." + i);
      message.set("metadata", newest.get(i).path("metadata"));
    }
    answer.put("has_more", end < newest.size());
    answer
        .putObject("response_metadata")
        .put("next_cursor", end < newest.size() ? Integer.toString(end) : "");
    ok(socket, answer);
  }

  private static ObjectNode ok() {
    return JSON.createObjectNode().put("ok", true);
  }

  private static void ok(Socket socket, ObjectNode body) throws IOException {
    RawHttpServer.answer(socket, "200 OK", body.toString(), "Content-Type: application/json");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
