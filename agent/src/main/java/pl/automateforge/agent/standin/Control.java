package pl.automateforge.agent.standin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** The endpoints under {@code /_standin/} that every stand-in has. */
final class Control {
  static final String PREFIX = "/_standin/";

  private final Faults faults;
  private final Supplier<Map<String, Object>> stats;

  Control(Faults faults, Supplier<Map<String, Object>> stats) {
    this.faults = faults;
    this.stats = stats;
  }

  Reply handle(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /_standin/stats" -> Reply.json(200, Json.bytes(stats.get()));
      case "GET /_standin/faults" -> list(200);
      case "POST /_standin/faults" -> add(request);
      case "DELETE /_standin/faults" -> {
        faults.clear();
        yield list(200);
      }
      default -> problem(404, request.method() + " " + request.path() + " is not known here");
    };
  }

  private Reply add(Request request) {
    try {
      var body = Json.read(request.body());
      List<FaultRule> rules =
          body.isArray()
              ? body.valueStream().map(FaultRule::of).toList()
              : List.of(FaultRule.of(body));
      rules.forEach(faults::add);
      return list(200);
    } catch (IOException e) {
      return problem(400, "the body is not JSON; expected {\"fault\": \"429\", \"next\": 3}");
    } catch (IllegalArgumentException e) {
      return problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Reply list(int status) {
    return Reply.json(status, Json.bytes(faults.list()));
  }

  static Reply problem(int status, String message) {
    return Reply.json(status, Json.bytes(Map.of("error", message)));
  }

  static Reply notFromHere() {
    return problem(
        403, "only this machine may ask: Host is 127.0.0.1 or localhost, no other Origin");
  }
}
