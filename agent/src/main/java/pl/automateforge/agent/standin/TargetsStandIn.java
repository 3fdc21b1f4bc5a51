package pl.automateforge.agent.standin;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.standin.http.LocalServer;

/**
 * Stands in for every target that is reached by HTTP: an HTTP server on 127.0.0.1 that takes POST
 * and PUT on any path, counts the effects, tells duplicates, checks signatures, honours
 * Idempotency-Key where told, fails on demand, and shows what came on a page at {@code /}.
 *
 * <p>Below {@code /slack/api/} it answers a bot as Slack does: {@code auth.test}, {@code
 * chat.postMessage}, {@code conversations.history} and {@code conversations.list}; below {@code
 * /slack/chat:write/api/} as it answers one that has only this scope.
 *
 * <p>{@code GET /_standin/records} and {@code /_standin/stats} tell programs the same; {@code
 * DELETE /_standin/records} forgets it; {@code /_standin/faults} takes faults. A request that a 429
 * or 500 strikes has no effect; one that is not answered, or only in part, has had its effect.
 */
public final class TargetsStandIn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TargetsStandIn.class);
  private static final EnumSet<Fault> FAULTS =
      EnumSet.of(
          Fault.RATE_LIMIT,
          Fault.SERVER_ERROR,
          Fault.HANG,
          Fault.SLOW,
          Fault.CUT_OFF,
          Fault.NO_ANSWER);

  private final LocalServer server;
  private final Faults faults;
  private final Counters counters;
  private final Arrivals arrivals;

  private TargetsStandIn(LocalServer server, Faults faults, Counters counters, Arrivals arrivals) {
    this.server = server;
    this.faults = faults;
    this.counters = counters;
    this.arrivals = arrivals;
  }

  /**
   * Starts one.
   *
   * @throws IOException where the port cannot be had
   */
  public static TargetsStandIn start(TargetsOptions options, Clock clock) throws IOException {
    Faults faults = new Faults(FAULTS);
    options.faults().forEach(faults::add);
    Counters counters = new Counters();
    Arrivals arrivals = new Arrivals(options.keep());
    TargetsApi api = new TargetsApi(options, faults, counters, arrivals, clock);
    LocalServer server =
        LocalServer.start(options.port(), options.maxBody(), options.slowPause(), api);
    LOG.info("targets stand-in on {}", server.address());
    return new TargetsStandIn(server, faults, counters, arrivals);
  }

  /** One with nothing special, on a free port. */
  public static TargetsStandIn start() throws IOException {
    return start(TargetsOptions.DEFAULT, Clock.systemUTC());
  }

  /** Where it takes requests, and where its page is. */
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

  /** What arrived and took effect, oldest first, as far as it is kept. */
  public List<Arrival> records() {
    return arrivals.newest().reversed();
  }

  /** How often each effect happened, by its id; the last 500,000 effects. */
  public Map<String, Integer> effects() {
    return arrivals.effects();
  }

  /** How often this effect happened; 0 where it never did. */
  public int times(String effect) {
    return arrivals.times(effect);
  }

  /** How many effects happened, each counted once. */
  public long distinctEffects() {
    return arrivals.totals().distinct();
  }

  /** How many times an effect happened again. */
  public long duplicates() {
    return arrivals.totals().duplicates();
  }

  /** How many requests came, refused ones too. */
  public long requests() {
    return counters.requests();
  }

  /** How many requests with a known key were answered as before, without a second effect. */
  public long replayed() {
    return counters.sum("replayed");
  }

  /** Closes all connections; may be called twice. */
  @Override
  public void close() {
    server.close();
  }
}
