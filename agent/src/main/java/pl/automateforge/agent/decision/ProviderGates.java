package pl.automateforge.agent.decision;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.Secret;

/**
 * The gates of a process: one for each provider, address and key, so that all who share a key share
 * what its limits say. Make one, and hand it to all.
 */
public final class ProviderGates {
  private final Map<String, ProviderGate> gates = new ConcurrentHashMap<>();
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param random safe to use from many threads
   */
  public ProviderGates(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The gate of this provider under this key; the key itself is not kept. */
  public ProviderGate of(String provider, String address, Secret key) {
    return gates.computeIfAbsent(
        Hashes.sha256(provider, address, key.value()),
        hash -> new ProviderGate(provider, clock, random));
  }
}
