package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The slots of one spec, bound by one environment. Immutable, safe for all threads. */
public final class EnvironmentBindings implements Bindings {
  private final Map<String, String> values;
  private final List<BoundSlot> slots;
  private final List<BoundEndpoint> endpoints;
  private final Map<String, String> logins;

  EnvironmentBindings(
      Map<String, String> values,
      List<BoundSlot> slots,
      List<BoundEndpoint> endpoints,
      Map<String, String> logins) {
    this.values = Map.copyOf(values);
    this.slots = List.copyOf(slots);
    this.endpoints = List.copyOf(endpoints);
    this.logins = Map.copyOf(logins);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for a slot that the spec of these bindings does not name
   */
  @Override
  public String resolve(Endpoint endpoint) {
    return Slots.fill(endpoint.written(), this::value);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for a slot that the spec of these bindings does not name
   */
  @Override
  public Secret secret(SecretSlot slot) {
    return new Secret(Slots.fill(slot.written(), this::value));
  }

  private String value(Slots.Slot slot) {
    String value = values.get(slot.name());
    if (value != null) {
      return value;
    }
    return slot.fallback()
        .orElseThrow(() ->
            new IllegalArgumentException("the slot ${" + slot.name() + "} is not of this spec"));
  }

  /** Every bound slot, by name. */
  public List<BoundSlot> slots() {
    return slots;
  }

  /** The values of all secrets, for keeping them out of logs. */
  public List<Secret> secrets() {
    return slots.stream()
        .filter(BoundSlot::secret)
        .map(slot -> values.get(slot.name()))
        .filter(Objects::nonNull)
        .map(Secret::new)
        .toList();
  }

  /** Every address that the agent talks to. */
  public List<BoundEndpoint> endpoints() {
    return endpoints;
  }

  /**
   * 64 hexadecimal digits over the names of the slots, the addresses as {@link BoundEndpoint} shows
   * them, and the login names. The values of secrets do not enter: whoever holds the fingerprint
   * could guess a short one offline, whatever it were hashed with, and a renewed password is no
   * other host. Independent of where the values came from.
   */
  public String fingerprint() {
    return Fingerprint.of(slots, endpoints, logins);
  }

  @Override
  public String toString() {
    return "EnvironmentBindings" + slots;
  }
}
