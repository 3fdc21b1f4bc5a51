package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The process's HTTP clients. All obey one {@link Egress}, follow no redirect, keep no cookie, use
 * no proxy and share one pool of connections. Calls are synchronous, on virtual threads: there is
 * no cap on how many run at once, and interrupting such a thread ends its call.
 *
 * <p>Idle connections are dropped after a few seconds, sooner than common servers drop theirs.
 */
public final class HttpClients implements AutoCloseable {
  private static final int IDLE_CONNECTIONS = 256;
  private static final Duration IDLE = Duration.ofSeconds(4);

  private final Egress egress;
  private final GuardedSockets.Witness witness;
  private final EgressGuard content;
  private final EgressGuard noContent;
  private final OkHttpClient base;

  /**
   * @param version of this engine, told to every server
   */
  public HttpClients(Egress egress, String version) {
    this(egress, new OkHttpClient.Builder(), version, address -> {});
  }

  /** As the other, but for certificates that the system does not trust. */
  public HttpClients(
      Egress egress, String version, SSLSocketFactory sockets, X509TrustManager trust) {
    this(
        egress,
        new OkHttpClient.Builder().sslSocketFactory(sockets, trust),
        version,
        address -> {});
  }

  HttpClients(
      Egress egress, OkHttpClient.Builder start, String version, GuardedSockets.Witness witness) {
    this.egress = egress;
    this.witness = witness;
    this.content = new EgressGuard(egress, true);
    this.noContent = new EgressGuard(egress, false);
    this.base =
        start
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, IDLE.toMillis(), TimeUnit.MILLISECONDS))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .eventListenerFactory(SendWatch::of)
            .addInterceptor(userAgent("AutoForge/" + version))
            .build();
  }

  /** The policy that all clients obey. */
  public Egress egress() {
    return egress;
  }

  /** A client for this use. Cheap: pool and threads are shared. Need not be closed. */
  public OkHttpClient client(HttpUse use) {
    EgressGuard guard = use.receivesContent() ? content : noContent;
    OkHttpClient.Builder builder =
        base.newBuilder()
            .dns(guard)
            .socketFactory(new GuardedSockets(guard, witness))
            .connectTimeout(use.connectTimeout())
            // The call's own timeout bounds reading and writing too, at a fraction of the cost of
            // one more timer around each of them.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(use.callTimeout());
    // The guard comes first: it must see what every other part throws, and end before them.
    builder.interceptors().add(0, guard);
    switch (use.sending()) {
      case ONCE_FRESH ->
          builder
              .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
              .protocols(List.of(Protocol.HTTP_1_1))
              .addInterceptor(new OneShotBodies());
      case ONCE -> builder.addInterceptor(new OneShotBodies());
      case REPEATABLE -> {
        // OkHttp's own repeats are welcome.
      }
    }
    return builder.build();
  }

  /**
   * Opens a connection, with TLS for {@code https}, and closes it: no request is sent.
   *
   * @param timeout of each connect
   * @throws EgressRefusedException where the policy forbids it
   */
  public Reached reach(URI uri, boolean receivesContent, Duration timeout) throws IOException {
    HttpUrl url = HttpUrl.parse(uri.toString());
    if (url == null) {
      throw new UnknownHostException("the address is not http:// or https:// with a valid host");
    }
    IOException failure = new UnknownHostException(url.host());
    for (InetAddress address : egress.allowed(Destination.of(url, receivesContent))) {
      try {
        witness.connecting(new InetSocketAddress(address, url.port()));
        return Reached.at(url, address, base.sslSocketFactory(), timeout);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** Closes idle connections and ends the helper threads. Calls under way run to their end. */
  @Override
  public void close() {
    base.connectionPool().evictAll();
    base.dispatcher().executorService().shutdown();
  }

  private static Interceptor userAgent(String value) {
    return chain ->
        chain.request().header("User-Agent") != null
            ? chain.proceed(chain.request())
            : chain.proceed(chain.request().newBuilder().header("User-Agent", value).build());
  }
}
