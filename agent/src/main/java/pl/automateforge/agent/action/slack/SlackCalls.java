package pl.automateforge.agent.action.slack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpUse;

/** Asks Slack what changes nothing. */
final class SlackCalls {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(50).build())
                  .build())
          .build();

  private final SlackBot bot;
  private final OkHttpClient client;

  SlackCalls(SlackBot bot, HttpClients clients, Timeouts timeouts) {
    this.bot = bot;
    this.client =
        clients.client(
            new HttpUse(false, HttpUse.Sending.REPEATABLE, timeouts.connect(), timeouts.call()));
  }

  /**
   * An answer.
   *
   * @param scopes what the token may do, as Slack's header has it; empty where it said nothing
   */
  record Said(JsonNode body, String scopes) {
    boolean ok() {
      return body.path("ok").asBoolean(false);
    }

    String error() {
      return SlackErrors.word(body.path("error").asText(""));
    }

    boolean may(String scope) {
      return ("," + scopes.replace(" ", "") + ",").contains("," + scope + ",");
    }
  }

  Said ask(String method, FormBody arguments) throws IOException {
    Request request =
        new Request.Builder()
            .url(bot.method(method))
            .header("Authorization", bot.bearer())
            .post(arguments)
            .build();
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException("Slack answered " + method + " by HTTP " + response.code());
      }
      String scopes = response.header("x-oauth-scopes");
      return new Said(json(response), scopes == null ? "" : scopes);
    }
  }

  /** The body; what is no JSON object is an empty one. */
  static JsonNode json(Response response) throws IOException {
    byte[] bytes = bytes(response, MOST_BYTES);
    try {
      JsonNode body = JSON.readTree(bytes);
      return body != null && body.isObject() ? body : JsonNodeFactory.instance.objectNode();
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  static byte[] bytes(Response response, int most) throws IOException {
    ResponseBody body = response.body();
    return body == null ? new byte[0] : body.byteStream().readNBytes(most);
  }
}
