package pl.automateforge.agent.health;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.HealthSpec;

/**
 * The health port: {@code /healthz} answers while the process lives, {@code /readyz} says whether
 * it can do its work, {@code /metrics} speaks Prometheus' text format.
 *
 * <p>It listens on the loopback address only, since nothing here asks who calls: an orchestrator
 * probes from within the container, a Prometheus elsewhere comes through a tunnel or a local
 * collector. Safe for all threads.
 */
public final class HealthServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
  private static final int BACKLOG = 50;

  private final HttpServer server;
  private final ExecutorService threads;

  private HealthServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** What came of opening the port. */
  public sealed interface Start {
    /** It answers until closed. */
    record Listening(HealthServer server) implements Start {}

    /** It does not answer, and the agent goes on without: the reason is a sentence. */
    record NotStarted(String reason) implements Start {}
  }

  /** Opens the port; one that is taken is a warning in the log and in the answer. */
  public static Start start(HealthSpec spec, Vitals vitals, AgentMetrics metrics) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), spec.port());
    try {
      HttpServer server = HttpServer.create(address, BACKLOG);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", new HealthPages(vitals, metrics));
      server.start();
      var started = new HealthServer(server, threads);
      LOG.info("health port: http://localhost:{}/healthz", started.port());
      return new Start.Listening(started);
    } catch (IOException e) {
      String reason = "health port " + spec.port() + " cannot be opened: " + e.getMessage();
      LOG.warn("{}; the agent runs without it", reason);
      return new Start.NotStarted(reason);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
