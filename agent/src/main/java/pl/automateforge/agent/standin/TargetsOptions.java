package pl.automateforge.agent.standin;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the targets' stand-in behaves.
 *
 * @param port 0 for any that is free
 * @param secret the key that signatures are checked with; null checks none
 * @param honourKeys whether a request with a known Idempotency-Key has no second effect
 * @param latency between the effect and its answer; the key is in progress meanwhile
 * @param faults set from the start
 * @param slowPause before each byte of a slow answer
 * @param maxBody bytes of a request
 * @param keep how many arrivals are kept; the counters go on
 */
public record TargetsOptions(
    int port,
    @Nullable String secret,
    boolean honourKeys,
    Duration latency,
    List<FaultRule> faults,
    Duration slowPause,
    int maxBody,
    int keep) {

  /** Honours no keys, checks no signatures, keeps 10,000 arrivals of at most 1 MiB. */
  public static final TargetsOptions DEFAULT =
      new TargetsOptions(
          0, null, false, Duration.ZERO, List.of(), Duration.ofSeconds(1), 1024 * 1024, 10_000);

  public TargetsOptions {
    faults = List.copyOf(faults);
    if (latency.isNegative() || slowPause.isNegative()) {
      throw new IllegalArgumentException(
          "latency and pause are not negative: " + latency + ", " + slowPause);
    }
    if (maxBody < 1 || keep < 1) {
      throw new IllegalArgumentException(
          "the most bytes of a body and the number of kept arrivals are at least 1, not "
              + maxBody
              + " and "
              + keep);
    }
  }

  /** The same on that port. */
  public TargetsOptions withPort(int number) {
    return new TargetsOptions(
        number, secret, honourKeys, latency, faults, slowPause, maxBody, keep);
  }

  /** The same, checking signatures with that key. */
  public TargetsOptions withSecret(String key) {
    return new TargetsOptions(port, key, honourKeys, latency, faults, slowPause, maxBody, keep);
  }

  /** The same, honouring Idempotency-Key. */
  public TargetsOptions honouringKeys() {
    return new TargetsOptions(port, secret, true, latency, faults, slowPause, maxBody, keep);
  }

  /** The same with that delay between effect and answer. */
  public TargetsOptions withLatency(Duration wait) {
    return new TargetsOptions(port, secret, honourKeys, wait, faults, slowPause, maxBody, keep);
  }

  /** The same with these faults from the start. */
  public TargetsOptions withFaults(List<FaultRule> rules) {
    return new TargetsOptions(port, secret, honourKeys, latency, rules, slowPause, maxBody, keep);
  }

  /** The same with that pause before each byte of a slow answer. */
  public TargetsOptions withSlowPause(Duration pause) {
    return new TargetsOptions(port, secret, honourKeys, latency, faults, pause, maxBody, keep);
  }

  /** The same with that many arrivals kept. */
  public TargetsOptions keeping(int arrivals) {
    return new TargetsOptions(
        port, secret, honourKeys, latency, faults, slowPause, maxBody, arrivals);
  }
}
