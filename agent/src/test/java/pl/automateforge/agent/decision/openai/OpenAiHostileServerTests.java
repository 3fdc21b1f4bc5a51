package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.openai.RawServer.Answer;

/** Servers that mean harm, or are none. */
class OpenAiHostileServerTests extends OpenAiDeciderFixture {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void readsNoMoreThanTwoMegabytesOfABody() throws Exception {
    AtomicLong written = new AtomicLong();
    byte[] block = new byte[64 << 10];
    Arrays.fill(block, (byte) ' ');
    server.always(out -> {
      out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"));
      for (int i = 0; i < 1_600; i++) {
        out.write(block);
        written.addAndGet(block.length);
      }
    });

    Decision.NoAnswer none = notAnswered(Kind.REJECTED);

    assertThat(none.detail()).contains("more than 2097152 bytes");
    assertThat(none.usage().cost()).isEqualTo(Cost.UNKNOWN);
    assertThat(written.get()).isLessThan(20 << 20);
  }

  @Test
  void readsNoMoreThanTwoMegabytesOfABodyWithoutAnEnd() throws Exception {
    byte[] chunk = ascii("400\r\n" + "x".repeat(1024) + "\r\n");
    server.always(out -> {
      out.write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
      forever(out, chunk);
    });

    assertThat(notAnswered(Kind.REJECTED).detail()).contains("more than 2097152 bytes");
  }

  @Test
  void endsAHeadWithoutAnEnd() throws Exception {
    byte[] line = ascii("X-Flood: " + "x".repeat(1_000) + "\r\n");
    server.always(out -> {
      out.write(ascii("HTTP/1.1 200 OK\r\n"));
      forever(out, line);
    });

    later(false);
  }

  @Test
  void doesNotWaitLongerThanACallMayTakeForOneByteAfterTheOther() throws Exception {
    decider = decider(server.address(), "", spec(Duration.ofMillis(300)));
    Answer silence = server.silence();
    server.always(out -> {
      out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"));
      out.flush();
      silence.write(out);
    });

    assertThat(later(false).cause()).endsWith("it did not answer in time");
  }

  @Test
  void takesNoBombForAnAnswer() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        gzip.write(block);
      }
    }
    server.always(out -> {
      out.write(
          ascii(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                  + packed.size()
                  + "\r\n\r\n"));
      packed.writeTo(out);
    });

    assertThat(notAnswered(Kind.REJECTED).detail()).contains("more than 2097152 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"choices\":null}",
        "{\"choices\":{}}",
        "{\"choices\":[null]}",
        "{\"choices\":[{\"message\":[]}]}",
        "{\"choices\":[{\"message\":{\"content\":7}}]}",
        "{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"{}\"},\"finish_reason\":{}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"a\"}},{\"message\":{\"content\":\"b\"}}]}",
        "{\"choices\":[],\"choices\":[]}",
        "{\"choices\":[]} {\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"content\":\"\\ud800",
        "\u0000\u0001",
        ""
      })
  void takesNothingForACompletionThatIsNone(String body) throws Exception {
    server.always(RawServer.json(200, body));

    assertThat(notAnswered(Kind.REJECTED).detail())
        .startsWith("the server answered with ")
        .contains("where a chat completion was expected");
  }

  @Test
  void takesNoDeepJson() throws Exception {
    server.always(RawServer.json(200, "{\"choices\":" + "[".repeat(100_000)));
    notAnswered(Kind.REJECTED);

    server.always(RawServer.json(200, "{\"x\":[" + "1,".repeat(900_000) + "1],\"choices\":[]}"));
    notAnswered(Kind.REJECTED);
  }

  @Test
  void tellsAPageFromAStreamOfEvents() throws Exception {
    server.always(RawServer.whole(200, "text/html", "<html>Sign in to the network</html>"));
    assertThat(notAnswered(Kind.REJECTED).detail())
        .isEqualTo(
            "the server answered with a page where a chat completion was expected; a proxy or a"
                + " wrong model.baseUrl may be the reason");

    server.always(
        RawServer.whole(200, "text/event-stream", "data: {\"choices\":[]}\n\ndata: [DONE]\n\n"));
    assertThat(notAnswered(Kind.REJECTED).detail()).contains("a stream of events");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"prompt_tokens\":-5,\"completion_tokens\":-1}",
        "{\"prompt_tokens\":\"many\",\"completion_tokens\":1.5}",
        "{\"prompt_tokens\":1e99,\"completion_tokens\":null}",
        "{\"prompt_tokens\":99999999999999999999999,\"prompt_tokens_details\":7}"
      })
  void countsNothingWhereTheCountIsNone(String usage) throws Exception {
    server.always(
        RawServer.json(
            200,
            "{\"choices\":[{\"message\":{\"content\":%s}}],\"usage\":%s}"
                .formatted(RawServer.JSON.writeValueAsString(ANSWER), usage)));

    assertThat(answered().usage().tokens()).isZero();
  }

  @Test
  void neverCountsMoreFromACacheThanThereWas() throws Exception {
    server.always(
        RawServer.json(
            200,
            """
            {"choices":[{"message":{"content":%s}}],"usage":{"prompt_tokens":9000000000000,
            "completion_tokens":7,"prompt_tokens_details":{"cached_tokens":9100000000000}}}\
            """
                .formatted(RawServer.JSON.writeValueAsString(ANSWER))));

    Decision.Usage usage = answered().usage();

    assertThat(usage.input()).isZero();
    assertThat(usage.cacheRead()).isEqualTo(1_000_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":[1,2]}",
        "{\"error\":{\"message\":{},\"code\":[],\"type\":7}}",
        "{\"detail\":[{},{\"loc\":5,\"msg\":null}]}",
        "{\"detail\":{\"a\":1}}",
        "[[[["
      })
  void readsAnErrorThatIsBuiltLikeNone(String body) throws Exception {
    server.always(RawServer.json(400, body));

    assertThat(notAnswered(Kind.REJECTED).detail()).startsWith("the server answered 400");
  }

  @Test
  void keepsWordsOfAnErrorShortAndPlain() throws Exception {
    server.always(RawServer.error(400, "\\u001b[31mred\\u202e" + "x".repeat(5_000)));

    assertThat(notAnswered(Kind.REJECTED).detail())
        .hasSizeLessThan(400)
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void listsFewOfManyModels() throws Exception {
    StringBuilder many = new StringBuilder("{\"data\":[");
    for (int i = 0; i < 5_000; i++) {
      many.append("{\"id\":\"m").append(i).append("\"},");
    }
    String list = many.append("{\"id\":[]}]}").toString();
    server.answer(asked ->
        asked.path().endsWith("/models")
            ? RawServer.json(200, list)
            : RawServer.error(404, "no such model"));

    assertThat(stopped().cure()).endsWith("it has m0, m1, m2, m3, m4, m5, m6, m7, m8, m9");
  }

  private static void forever(OutputStream out, byte[] block) throws IOException {
    while (!Thread.currentThread().isInterrupted()) {
      out.write(block);
    }
  }
}
