package pl.automateforge.agent.standin;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.standin.http.LocalServer;

/**
 * Stands in for a model: an HTTP server on 127.0.0.1 that speaks the Messages API under version
 * 2026-10-21, and chat completions. It refuses what the service refuses, counts tokens by length,
 * fills the schema it is asked for, and fails on demand. Every answer is marked by the header
 * {@code x-autoforge-standin: model} and by ids that begin with {@code req_standin_}.
 *
 * <p>Under {@code /_standin/} it tells its {@code stats} and takes {@code faults}: POST one rule or
 * a list, DELETE all.
 */
public final class ModelStandIn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStandIn.class);

  private final LocalServer server;
  private final Faults faults;
  private final Counters counters;

  private ModelStandIn(LocalServer server, Faults faults, Counters counters) {
    this.server = server;
    this.faults = faults;
    this.counters = counters;
  }

  /**
   * Starts one.
   *
   * @throws IOException where the port cannot be had or the labels cannot be read
   */
  public static ModelStandIn start(ModelOptions options, Clock clock) throws IOException {
    Labels labels = options.labels() == null ? null : Labels.read(options.labels());
    Classifier classifier = new Classifier(labels, options.accuracy(), options.seed());
    Faults faults = new Faults(EnumSet.allOf(Fault.class));
    options.faults().forEach(faults::add);
    Counters counters = new Counters();
    ModelApi api = new ModelApi(options, classifier, faults, counters, clock);
    LocalServer server =
        LocalServer.start(options.port(), options.maxBody(), options.slowPause(), api);
    LOG.info(
        "model stand-in on {}, {}",
        server.address(),
        labels == null ? "deciding by words" : labels.size() + " labelled texts");
    return new ModelStandIn(server, faults, counters);
  }

  /** One with nothing special, on a free port. */
  public static ModelStandIn start() throws IOException {
    return start(ModelOptions.DEFAULT, Clock.systemUTC());
  }

  /** Where it answers, such as {@code http://127.0.0.1:8081}: the client's base URL. */
  public URI address() {
    return server.address();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** What goes wrong from now on. */
  public Faults faults() {
    return faults;
  }

  /** How many requests came, refused ones too. */
  public long requests() {
    return counters.requests();
  }

  /** The most requests that were in its hands at once. */
  public int mostAtOnce() {
    return counters.mostAtOnce();
  }

  /**
   * How many requests ended so: a status such as {@code 200} or {@code 400}, or {@code fault:} and
   * the fault's word.
   */
  public long outcomes(String name) {
    return counters.outcome(name);
  }

  /** Closes all connections; may be called twice. */
  @Override
  public void close() {
    server.close();
  }
}
