package pl.automateforge.agent.privacy.sealing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;

/**
 * The keys that are at hand: the first one seals, each of them unseals what it sealed. What {@code
 * privacy.key} is bound to comes first, then the lines of the state folder's key file. Immutable.
 */
public final class Keyring {
  /** The key file's name in the state folder. */
  public static final String FILE = KeyFile.NAME;

  /** No key: texts can neither be sealed nor read. */
  public static final Keyring NONE = new Keyring(List.of());

  private static final String PATH = "privacy.key";

  private final Map<String, TextKey> keys;

  private Keyring(List<TextKey> keys) {
    Map<String, TextKey> byFingerprint = new LinkedHashMap<>();
    keys.forEach(key -> byFingerprint.putIfAbsent(key.fingerprint(), key));
    this.keys = byFingerprint;
  }

  /** These keys, in this order. */
  public static Keyring of(TextKey... keys) {
    return new Keyring(List.of(keys));
  }

  /**
   * An agent's keys. Where {@code privacy.key} is bound to nothing and there is no key file, one is
   * made.
   *
   * @throws KeyException where the key file cannot be had
   */
  public static Keyring open(Privacy privacy, Bindings bindings, Path state) {
    return bound(privacy, bindings)
        .map(secret -> found(state, secret))
        .orElseGet(() -> ofFolder(state));
  }

  /**
   * The keys of a state folder's key file, which is made where there is none.
   *
   * @throws KeyException where it cannot be had
   */
  public static Keyring ofFolder(Path state) {
    KeyFile file = new KeyFile(state);
    if (!file.exists()) {
      file.make();
    }
    return new Keyring(file.read());
  }

  /**
   * What keys there are, for whoever only looks: nothing is made, and there may be none.
   *
   * @param bound what {@code privacy.key} is bound to; null or too short where that is not known
   * @throws KeyException where the key file cannot be read
   */
  public static Keyring found(Path state, @Nullable Secret bound) {
    List<TextKey> keys = new ArrayList<>();
    if (bound != null && bound.value().length() >= TextKey.SHORTEST) {
      keys.add(TextKey.of(bound.value()));
    }
    KeyFile file = new KeyFile(state);
    if (file.exists()) {
      keys.addAll(file.read());
    }
    return new Keyring(keys);
  }

  private static Optional<Secret> bound(Privacy privacy, Bindings bindings) {
    return Optional.ofNullable(privacy.key())
        .map(bindings::secret)
        .filter(secret -> !secret.value().isEmpty());
  }

  /** What is wrong with the value that {@code privacy.key} is bound to. */
  public static Optional<Problem> problem(Privacy privacy, Bindings bindings) {
    SecretSlot slot = privacy.key();
    return bound(privacy, bindings)
        .filter(secret -> slot != null && secret.value().length() < TextKey.SHORTEST)
        .map(secret ->
            new Problem(
                Problem.Severity.ERROR,
                0,
                0,
                PATH,
                "the slot "
                    + (slot == null ? "" : slot.written())
                    + " is bound to "
                    + secret.value().length()
                    + " characters; at least "
                    + TextKey.SHORTEST
                    + " were expected, such as what `openssl rand -base64 32` prints"));
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether the key with this fingerprint is among them. */
  public boolean holds(String fingerprint) {
    return keys.containsKey(fingerprint);
  }

  /**
   * The fingerprint of the key that seals.
   *
   * @throws KeyException where there is none
   */
  public String sealing() {
    return first().fingerprint();
  }

  /** The same keys with this one first, where it is among them. */
  public Keyring ledBy(String fingerprint) {
    TextKey lead = keys.get(fingerprint);
    if (lead == null) {
      return this;
    }
    List<TextKey> led = new ArrayList<>(List.of(lead));
    led.addAll(keys.values());
    return new Keyring(led);
  }

  TextKey first() {
    return keys.values().stream()
        .findFirst()
        .orElseThrow(() -> new KeyException("there is no key to seal texts with"));
  }

  Optional<TextKey> find(String fingerprint) {
    return Optional.ofNullable(keys.get(fingerprint));
  }

  /** The fingerprints, for messages. */
  @Override
  public String toString() {
    return keys.isEmpty() ? "no key" : keys.keySet().stream().collect(Collectors.joining(", "));
  }
}
