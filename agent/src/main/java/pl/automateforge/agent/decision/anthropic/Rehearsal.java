package pl.automateforge.agent.decision.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.models.messages.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.anthropic.cloud.Place;

/**
 * Takes a made-up item through everything but the network. The first call through the SDK loads and
 * compiles thousands of classes; two hundred first calls at once would each wait for that.
 */
final class Rehearsal {
  /** The item: made up, and harmless to anybody. */
  static final Content ITEM = Content.ofText("rehearsal", TextLanguage.EN);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ROUNDS = 3;
  private static final byte[] ANSWER =
      """
      {"id":"msg_rehearsal","type":"message","role":"assistant","model":"rehearsal",
      "content":[{"type":"thinking","thinking":"","signature":""},
      {"type":"text","text":"{\\"reason\\":\\"rehearsal\\",\\"category\\":\\"\\",\\"confidence\\":0.5}"}],
      "stop_reason":"end_turn","stop_sequence":null,
      "usage":{"input_tokens":1,"output_tokens":1,"cache_creation_input_tokens":0,
      "cache_read_input_tokens":0,"service_tier":"standard"}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final AnthropicClient client;

  private Rehearsal(AnthropicClient client) {
    this.client = client;
  }

  /** Never reaches the network: the answer is given before anything else looks at the request. */
  static Rehearsal of(OkHttpClient http, Place place) {
    OkHttpClient.Builder offline = http.newBuilder();
    offline.interceptors().addFirst(Rehearsal::answer);
    return new Rehearsal(
        SdkClient.over(offline.build(), place, "https://rehearsal.invalid", 1, TIMEOUT, TIMEOUT));
  }

  void run(Requests requests, AnswerReader reader) {
    try {
      String turn = requests.turn(ITEM);
      for (int round = 0; round < ROUNDS; round++) {
        try (HttpResponseFor<Message> response =
            client.messages().withRawResponse().create(requests.asking(turn))) {
          reader.read(response.parse(), null);
        }
      }
    } finally {
      client.close();
    }
  }

  private static Response answer(Interceptor.Chain chain) throws IOException {
    Buffer sent = new Buffer();
    if (chain.request().body() != null) {
      chain.request().body().writeTo(sent);
    }
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(ANSWER, MediaType.get("application/json")))
        .build();
  }
}
