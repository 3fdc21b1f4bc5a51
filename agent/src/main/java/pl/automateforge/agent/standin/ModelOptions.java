package pl.automateforge.agent.standin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a model's stand-in behaves.
 *
 * @param port 0 for any that is free
 * @param latency before each answer
 * @param jitter added to the latency, evenly from none to this, by a hash of the request
 * @param labels a CSV or JSON-lines file of texts and their categories; null to decide by words
 * @param accuracy the share of labelled texts that get their label, 0 to 1
 * @param seed of mistakes and of whatever else looks like chance
 * @param keys the API keys that are taken; empty takes any
 * @param markers whether {@code [[standin:hang]]} and the like in a request cause that fault
 * @param requestsPerMinute the rate limit, enforced and told in headers
 * @param faults set from the start
 * @param slowPause before each byte of a slow answer
 * @param maxBody bytes of a request
 */
public record ModelOptions(
    int port,
    Duration latency,
    Duration jitter,
    @Nullable Path labels,
    double accuracy,
    long seed,
    Set<String> keys,
    boolean markers,
    long requestsPerMinute,
    List<FaultRule> faults,
    Duration slowPause,
    int maxBody) {

  /** No latency, no faults, any key, a rate limit that nobody reaches. */
  public static final ModelOptions DEFAULT =
      new ModelOptions(
          0,
          Duration.ZERO,
          Duration.ZERO,
          null,
          1,
          0,
          Set.of(),
          false,
          10_000_000,
          List.of(),
          Duration.ofSeconds(1),
          32 * 1024 * 1024);

  public ModelOptions {
    keys = Set.copyOf(keys);
    faults = List.copyOf(faults);
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("accuracy is 0 to 1, not " + accuracy);
    }
    if (latency.isNegative() || jitter.isNegative() || slowPause.isNegative()) {
      throw new IllegalArgumentException(
          "latency, jitter and pause are not negative: "
              + latency
              + ", "
              + jitter
              + ", "
              + slowPause);
    }
    if (requestsPerMinute < 1 || maxBody < 1) {
      throw new IllegalArgumentException(
          "requests a minute and the most bytes of a body are at least 1, not "
              + requestsPerMinute
              + " and "
              + maxBody);
    }
  }

  /** The same on that port. */
  public ModelOptions withPort(int number) {
    return new ModelOptions(
        number,
        latency,
        jitter,
        labels,
        accuracy,
        seed,
        keys,
        markers,
        requestsPerMinute,
        faults,
        slowPause,
        maxBody);
  }

  /** The same with that delay before each answer. */
  public ModelOptions withLatency(Duration fixed, Duration random) {
    return new ModelOptions(
        port,
        fixed,
        random,
        labels,
        accuracy,
        seed,
        keys,
        markers,
        requestsPerMinute,
        faults,
        slowPause,
        maxBody);
  }

  /** The same that knows right answers and gets that share of them right. */
  public ModelOptions withLabels(Path file, double share) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        file,
        share,
        seed,
        keys,
        markers,
        requestsPerMinute,
        faults,
        slowPause,
        maxBody);
  }

  /** The same with another seed. */
  public ModelOptions withSeed(long number) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        labels,
        accuracy,
        number,
        keys,
        markers,
        requestsPerMinute,
        faults,
        slowPause,
        maxBody);
  }

  /** The same that takes these keys and no others. */
  public ModelOptions withKeys(Set<String> taken) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        labels,
        accuracy,
        seed,
        taken,
        markers,
        requestsPerMinute,
        faults,
        slowPause,
        maxBody);
  }

  /** The same, with or without markers. */
  public ModelOptions withMarkers(boolean heeded) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        labels,
        accuracy,
        seed,
        keys,
        heeded,
        requestsPerMinute,
        faults,
        slowPause,
        maxBody);
  }

  /** The same with that rate limit. */
  public ModelOptions withRequestsPerMinute(long limit) {
    return new ModelOptions(
        port, latency, jitter, labels, accuracy, seed, keys, markers, limit, faults, slowPause,
        maxBody);
  }

  /** The same with these faults from the start. */
  public ModelOptions withFaults(List<FaultRule> rules) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        labels,
        accuracy,
        seed,
        keys,
        markers,
        requestsPerMinute,
        rules,
        slowPause,
        maxBody);
  }

  /** The same with that pause before each byte of a slow answer. */
  public ModelOptions withSlowPause(Duration pause) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        labels,
        accuracy,
        seed,
        keys,
        markers,
        requestsPerMinute,
        faults,
        pause,
        maxBody);
  }

  /** The same with that bound on a request's bytes. */
  public ModelOptions withMaxBody(int bytes) {
    return new ModelOptions(
        port,
        latency,
        jitter,
        labels,
        accuracy,
        seed,
        keys,
        markers,
        requestsPerMinute,
        faults,
        slowPause,
        bytes);
  }
}
