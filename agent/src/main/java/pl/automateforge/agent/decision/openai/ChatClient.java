package pl.automateforge.agent.decision.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Sends a request once and reads the answer whole, bounded, within the call's time: neither a
 * redirect nor a retry, so that what is told of a call is that call.
 */
final class ChatClient {
  static final int RESPONSE_LIMIT = 2 << 20;

  private final OkHttpClient http;
  private final String authorization;

  private ChatClient(OkHttpClient http, String authorization) {
    this.http = http;
    this.authorization = authorization;
  }

  /**
   * @param connections how many calls there may be at once: so many connections are kept open
   * @param call for a whole call, from the name look-up to the last byte
   * @param authorization the header's value
   */
  static ChatClient over(
      OkHttpClient http, int connections, Duration connect, Duration call, String authorization) {
    return new ChatClient(
        http.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(connections, 5, TimeUnit.MINUTES))
            .connectTimeout(connect)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(call)
            .build(),
        authorization);
  }

  Reply post(HttpUrl url, byte[] json) throws IOException, InterruptedException {
    return send(new Request.Builder().url(url).post(new OneShot(json)));
  }

  Reply get(HttpUrl url) throws IOException, InterruptedException {
    return send(new Request.Builder().url(url));
  }

  /** Frees the connections; the client that it stands on stays open. */
  void close() {
    http.connectionPool().evictAll();
  }

  private Reply send(Request.Builder request) throws IOException, InterruptedException {
    request.header("Authorization", authorization).header("Accept", "application/json");
    Call call = http.newCall(request.build());
    try (Response response = call.execute()) {
      if (response.body() == null) {
        return new Reply(response.code(), response.headers(), ByteString.EMPTY, false);
      }
      BufferedSource source = response.body().source();
      boolean tooLong = source.request(RESPONSE_LIMIT + 1L);
      if (tooLong) {
        // closing alone would read on for a while, to use the connection again
        call.cancel();
      }
      ByteString body = tooLong ? ByteString.EMPTY : source.getBuffer().readByteString();
      return new Reply(response.code(), response.headers(), body, tooLong);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        InterruptedException stopped =
            new InterruptedException("stopped while the model was asked");
        stopped.initCause(e);
        throw stopped;
      }
      throw e;
    }
  }

  /** A body that is sent once, neither again on a lost connection nor on 408 or 503. */
  private static final class OneShot extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");
    private final byte[] json;

    OneShot(byte[] json) {
      this.json = json;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return json.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(json);
    }
  }
}
