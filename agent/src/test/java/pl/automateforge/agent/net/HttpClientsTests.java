package pl.automateforge.agent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpClientsTests {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Egress egress = Egress.of(EgressNetwork.privacy(true));
  private final HttpClients clients = new HttpClients(egress, "9.9");
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    clients.close();
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void followsNoRedirect(int code) throws Exception {
    RawHttpServer other = server(RawHttpServer.answering("200 OK"));
    RawHttpServer server =
        server(RawHttpServer.answering(code + " Elsewhere", "Location: " + other.uri("/")));

    assertThat(post(HttpUse.Sending.REPEATABLE, server)).isEqualTo(code);

    assertThat(server.requests).hasSize(1);
    assertThat(other.requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ONCE_FRESH, 1", "ONCE, 1", "REPEATABLE, 2"})
  void repeatsAfterARequestToRetryOnlyWhatMayBeRepeated(HttpUse.Sending sending, int sent)
      throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("503 Busy", "Retry-After: 0"));

    assertThat(post(sending, server)).isEqualTo(503);

    assertThat(server.requests).hasSize(sent);
  }

  @ParameterizedTest
  @CsvSource({"ONCE_FRESH, 1", "ONCE, 1", "REPEATABLE, 2"})
  void repeatsAfterATimeoutOfTheServerOnlyWhatMayBeRepeated(HttpUse.Sending sending, int sent)
      throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("408 Slow"));

    assertThat(post(sending, server)).isEqualTo(408);

    assertThat(server.requests).hasSize(sent);
  }

  @ParameterizedTest
  @EnumSource(names = {"ONCE_FRESH", "ONCE"})
  void neverRepeatsWhatWasCutOffAfterSending(HttpUse.Sending sending) {
    RawHttpServer server = server((request, socket) -> socket.close());

    assertThatThrownBy(() -> post(sending, server)).isInstanceOf(IOException.class);

    assertThat(server.requests).hasSize(1);
  }

  @Test
  void sendsEachOnceFreshCallOverItsOwnConnection() throws Exception {
    RawHttpServer server = server(closingIdle());

    for (int i = 1; i <= 20; i++) {
      assertThat(post(HttpUse.Sending.ONCE_FRESH, server)).isEqualTo(200);
    }

    assertThat(server.requests).hasSize(20);
    assertThat(server.connections).hasValue(20);
  }

  @Test
  void showsAConnectionThatTheServerClosedAsAFailureWhereNothingMayBeRepeated() throws Exception {
    RawHttpServer server = server(closingIdle());
    OkHttpClient client = client(HttpUse.Sending.ONCE);
    assertThat(post(client, server.uri("/"))).isEqualTo(200);
    await(() -> server.ended.get() == 1);

    assertThatThrownBy(() -> post(client, server.uri("/"))).isInstanceOf(IOException.class);

    assertThat(server.requests).hasSize(1);
  }

  @Test
  void goesOnOverANewConnectionWhereItMayRepeat() throws Exception {
    RawHttpServer server = server(closingIdle());
    OkHttpClient client = client(HttpUse.Sending.REPEATABLE);
    assertThat(post(client, server.uri("/"))).isEqualTo(200);
    await(() -> server.ended.get() == 1);

    assertThat(post(client, server.uri("/"))).isEqualTo(200);

    assertThat(server.requests).hasSize(2);
  }

  @Test
  void keepsConnectionsThatWork() throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("200 OK"));

    for (int i = 0; i < 10; i++) {
      assertThat(post(HttpUse.Sending.ONCE, server)).isEqualTo(200);
    }

    assertThat(server.connections).hasValue(1);
  }

  @Test
  void sharesNoConnectionBetweenUsesWithDifferentRules() throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("200 OK"));

    for (boolean receivesContent : new boolean[] {true, false}) {
      HttpUse use = new HttpUse(receivesContent, HttpUse.Sending.ONCE, PATIENCE, PATIENCE);
      assertThat(post(clients.client(use), server.uri("/"))).isEqualTo(200);
    }

    assertThat(server.connections).hasValue(2);
  }

  @Test
  void knowsThatNothingLeftWhereNobodyListens() throws Exception {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    }
    assertThat(begunAfterFailure(nobody)).isFalse();
  }

  @Test
  void knowsThatNothingLeftWhereTlsFailed() {
    RawHttpServer plain = server((request, socket) -> socket.close());
    URI encrypted = URI.create("https://127.0.0.1:" + plain.port() + "/");

    assertThat(begunAfterFailure(encrypted)).isFalse();
  }

  @Test
  void knowsThatARequestMayHaveArrivedWhereNoAnswerCame() {
    RawHttpServer server = server((request, socket) -> socket.close());

    assertThat(begunAfterFailure(server.uri("/"))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void triesTheNextAddressOfANameWhereOneIsDead(HttpUse.Sending sending) throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("200 OK"));

    assertThat(post(namedClients().client(use(sending)), named(server))).isEqualTo(200);
  }

  @Test
  void heedsNoProxyOfTheSystem() throws Exception {
    RawHttpServer proxy = server((request, socket) -> socket.close());
    RawHttpServer server = server(RawHttpServer.answering("200 OK"));
    List<String> keys = List.of("http.proxy", "https.proxy", "socksProxy");
    keys.forEach(key -> System.setProperty(key + "Host", "127.0.0.1"));
    keys.forEach(key -> System.setProperty(key + "Port", Integer.toString(proxy.port())));
    System.setProperty("http.nonProxyHosts", "");
    try {
      assertThat(post(HttpUse.Sending.ONCE, server)).isEqualTo(200);
      assertThat(clients.reach(server.uri("/"), true, PATIENCE).tls()).isEmpty();
    } finally {
      keys.forEach(key -> System.clearProperty(key + "Host"));
      keys.forEach(key -> System.clearProperty(key + "Port"));
      System.clearProperty("http.nonProxyHosts");
    }
    assertThat(proxy.connections).hasValue(0);
  }

  @Test
  void runsTwoHundredCallsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(200);
    RawHttpServer server =
        server((request, socket) -> {
          all.countDown();
          if (all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            RawHttpServer.answer(socket, "200 OK", "");
          }
        });
    OkHttpClient client = client(HttpUse.Sending.ONCE);

    assertThat(atOnce(200, () -> post(client, server.uri("/")))).hasSize(200).containsOnly(200);
  }

  @Test
  void endsACallWhoseThreadIsInterrupted() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    RawHttpServer server =
        server((request, socket) -> {
          arrived.countDown();
          never.await();
        });
    CountDownLatch failed = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                post(HttpUse.Sending.ONCE, server);
              } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                  failed.countDown();
                }
              }
            });
    assertThat(arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    caller.interrupt();

    assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    never.countDown();
  }

  @Test
  void endsACallThatTakesTooLong() {
    CountDownLatch never = new CountDownLatch(1);
    RawHttpServer server = server((request, socket) -> never.await());
    HttpUse hurried = new HttpUse(true, HttpUse.Sending.ONCE, PATIENCE, Duration.ofMillis(200));

    assertThatThrownBy(() -> post(clients.client(hurried), server.uri("/")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("timeout");
    never.countDown();
  }

  @Test
  void saysWhoItIs() throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("200 OK"));

    post(HttpUse.Sending.ONCE, server);

    assertThat(server.requests.getFirst().headers()).containsEntry("user-agent", "AutoForge/9.9");
  }

  @Test
  void refusesASocketOutsideOfACall() throws Exception {
    RawHttpServer server = server(RawHttpServer.answering("200 OK"));
    try (var socket = client(HttpUse.Sending.ONCE).socketFactory().createSocket()) {
      assertThatThrownBy(() ->
              socket.connect(
                  new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("outside of a guarded call");
    }
    assertThat(server.connections).hasValue(0);
  }

  @Test
  void reachesAServerWithoutARequest(@TempDir Path folder) throws Exception {
    TestTls tls = new TestTls(folder);
    RawHttpServer server =
        new RawHttpServer("https", tls.servers(), RawHttpServer.answering("200 OK"));
    opened.add(server);
    HttpClients trusting = tls.clients(egress);
    opened.add(trusting);

    Reached reached = trusting.reach(server.uri("/"), true, PATIENCE);

    assertThat(reached.address().getPort()).isEqualTo(server.port());
    assertThat(reached.tls()).contains("TLSv1.3");
    assertThat(post(trusting.client(use(HttpUse.Sending.ONCE)), server.uri("/"))).isEqualTo(200);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void reachesNoServerWithAnotherCertificate(@TempDir Path folder) throws Exception {
    TestTls tls = new TestTls(folder);
    RawHttpServer server =
        new RawHttpServer("https", tls.servers(), RawHttpServer.answering("200 OK"));
    opened.add(server);
    HttpClients trusting = tls.clients(named("other.example", "127.0.0.1"));
    opened.add(trusting);
    URI otherName = URI.create("https://other.example:" + server.port() + "/");

    assertThatThrownBy(() -> clients.reach(server.uri("/"), true, PATIENCE))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> trusting.reach(otherName, true, PATIENCE))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("other.example");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void reachesNothingForbidden() {
    assertThatThrownBy(() -> clients.reach(URI.create("https://169.254.169.254/"), true, PATIENCE))
        .isInstanceOf(EgressRefusedException.class);
  }

  private static RawHttpServer.Behaviour closingIdle() {
    return (request, socket) -> {
      RawHttpServer.answer(socket, "200 OK", "");
      socket.close();
    };
  }

  private boolean begunAfterFailure(URI uri) {
    Request.Builder request =
        new Request.Builder().url(uri.toString()).post(RequestBody.create(new byte[] {1}));
    SendWatch watch = SendWatch.over(request);
    OkHttpClient client = client(HttpUse.Sending.ONCE_FRESH);
    assertThatThrownBy(() -> client.newCall(request.build()).execute().close())
        .isInstanceOf(IOException.class);
    return watch.begun();
  }

  private RawHttpServer server(RawHttpServer.Behaviour behaviour) {
    RawHttpServer server = new RawHttpServer(behaviour);
    opened.add(server);
    return server;
  }

  /** The name's first address has no server. */
  private HttpClients namedClients() {
    HttpClients named = new HttpClients(named("two.example", "::1", "127.0.0.1"), "9.9");
    opened.add(named);
    return named;
  }

  private static URI named(RawHttpServer server) {
    return URI.create("http://two.example:" + server.port() + "/");
  }

  private static Egress named(String name, String... addresses) {
    EgressNetwork network = new EgressNetwork();
    network.name(name, addresses);
    return new Egress(EgressNetwork.privacy(true), network::lookup, EgressNetwork::isThisMachine);
  }

  private OkHttpClient client(HttpUse.Sending sending) {
    return clients.client(use(sending));
  }

  private static HttpUse use(HttpUse.Sending sending) {
    return new HttpUse(true, sending, PATIENCE, PATIENCE);
  }

  private int post(HttpUse.Sending sending, RawHttpServer server) throws IOException {
    return post(client(sending), server.uri("/"));
  }

  private static int post(OkHttpClient client, URI uri) throws IOException {
    Request request =
        new Request.Builder()
            .url(uri.toString())
            .post(RequestBody.create("{}".getBytes(StandardCharsets.UTF_8)))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        futures.add(threads.submit(call));
      }
      for (Future<T> future : futures) {
        results.add(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
    }
    return results;
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }
}
