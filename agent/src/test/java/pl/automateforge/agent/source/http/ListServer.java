package pl.automateforge.agent.source.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.RawHttpServer;

/** A server with a list of tickets, in pages behind the parameter {@code after}. */
final class ListServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern AFTER = Pattern.compile("[?&]after=(\\d+)");

  final RawHttpServer server = new RawHttpServer((request, socket) -> serve(request, socket));
  final List<ObjectNode> tickets = new ArrayList<>();
  volatile int pageSize = 3;
  volatile boolean inclusive;
  volatile RawHttpServer.@Nullable Behaviour broken;
  private int numbers;

  URI uri() {
    return server.uri("/api/tickets?state=open");
  }

  synchronized ObjectNode add(String text) {
    numbers++;
    ObjectNode ticket = JSON.createObjectNode();
    ticket.put("id", "T-" + numbers).put("seq", numbers).putObject("content").put("body", text);
    tickets.add(ticket);
    return ticket;
  }

  synchronized void remove(String text) {
    tickets.removeIf(ticket -> ticket.path("content").path("body").asText().contains(text));
  }

  private void serve(RawHttpServer.Request request, Socket socket) throws Exception {
    RawHttpServer.Behaviour fault = broken;
    if (fault != null) {
      fault.serve(request, socket);
      return;
    }
    RawHttpServer.answer(
        socket,
        "200 OK",
        JSON.writeValueAsString(page(request.line())),
        "Content-Type: application/json");
  }

  private synchronized ObjectNode page(String line) {
    Matcher asked = AFTER.matcher(line);
    int after = asked.find() ? Integer.parseInt(asked.group(1)) : 0;
    ObjectNode answer = JSON.createObjectNode().put("total", tickets.size());
    ArrayNode data = answer.putObject("result").putArray("data");
    for (ObjectNode ticket : tickets) {
      int seq = ticket.path("seq").asInt(after + 1);
      if (data.size() < pageSize && (seq > after || (inclusive && seq == after))) {
        data.add(ticket);
      }
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
