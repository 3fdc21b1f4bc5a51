package pl.automateforge.agent.decision.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's way out through the process's own HTTP client, which goes only where the spec allows:
 * the client that the SDK would make knows nothing of that. A response is read whole, bounded,
 * within the call's time, so that a cut connection is always an I/O failure and the connection is
 * free again at once. A backend gives each request the path, the body and the login of its place.
 */
final class SdkTransport implements HttpClient {
  static final int RESPONSE_LIMIT = 4 << 20;

  private final OkHttpClient http;
  private final Backend backend;

  private SdkTransport(OkHttpClient http, Backend backend) {
    this.http = http;
    this.backend = backend;
  }

  /**
   * @param connections how many calls there may be at once: so many connections are kept open
   * @param call for a whole call, from the name look-up to the last byte
   */
  static SdkTransport over(
      OkHttpClient http, Backend backend, int connections, Duration connect, Duration call) {
    return new SdkTransport(
        http.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(connections, 5, TimeUnit.MINUTES))
            .connectTimeout(connect)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(call)
            .build(),
        backend);
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    HttpRequest placed = placed(request);
    HttpRequestBody body = placed.body().orElse(null);
    try (Response response = http.newCall(outgoing(placed, body)).execute()) {
      return backend.prepareResponse(incoming(response));
    } catch (IOException e) {
      throw new AnthropicIoException("Request failed", e);
    } finally {
      if (body != null) {
        body.close();
      }
    }
  }

  /** Not used by the synchronous client; there so that the SDK gets a whole HttpClient. */
  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    CompletableFuture<HttpResponse> future = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("anthropic-call")
        .start(() -> {
          try {
            future.complete(execute(request, options));
          } catch (RuntimeException e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  /** Frees the connections; the client that it stands on stays open. */
  @Override
  public void close() {
    http.connectionPool().evictAll();
    backend.close();
  }

  /** In the backend's order: the path first, then the whole address, then what signs it. */
  private HttpRequest placed(HttpRequest request) {
    HttpRequest prepared = backend.prepareRequest(request);
    HttpUrl.Builder url = HttpUrl.get(prepared.baseUrl()).newBuilder();
    prepared.pathSegments().forEach(url::addPathSegment);
    for (String key : prepared.queryParams().keys()) {
      prepared.queryParams().values(key).forEach(value -> url.addQueryParameter(key, value));
    }
    return backend.authorizeRequest(prepared.toBuilder().baseUrl(url.toString()).build());
  }

  private static Request outgoing(HttpRequest request, @Nullable HttpRequestBody body) {
    Request.Builder outgoing =
        new Request.Builder()
            .url(request.baseUrl())
            .method(request.method().name(), body == null ? null : new OneShot(body));
    for (String name : request.headers().names()) {
      for (String value : request.headers().values(name)) {
        outgoing.addHeader(name, value);
      }
    }
    return outgoing.build();
  }

  private static HttpResponse incoming(Response response) throws IOException {
    Headers.Builder headers = Headers.builder();
    response.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
    return new Whole(response.code(), headers.build(), new ByteArrayInputStream(bytes(response)));
  }

  private static byte[] bytes(Response response) throws IOException {
    if (response.body() == null) {
      return new byte[0];
    }
    BufferedSource source = response.body().source();
    if (source.request(RESPONSE_LIMIT + 1L)) {
      throw new AnthropicInvalidDataException(
          "the response is longer than " + RESPONSE_LIMIT + " bytes");
    }
    return source.getBuffer().readByteArray();
  }

  /** A response that has arrived. */
  private record Whole(int statusCode, Headers headers, InputStream body) implements HttpResponse {
    @Override
    public void close() {}
  }

  /**
   * A body that is sent once: the HTTP client may try another address while it connects, but never
   * asks a second time, neither on a lost connection nor on 408 or 503.
   */
  private static final class OneShot extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");
    private final HttpRequestBody body;

    OneShot(HttpRequestBody body) {
      this.body = body;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) {
      body.writeTo(sink.outputStream());
    }
  }
}
