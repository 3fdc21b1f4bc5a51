package pl.automateforge.agent.spec;

/**
 * A slot and where its value came from, for reports; never the value.
 *
 * @param origin {@code process environment}, the path of a secret's file, {@code .env line 3}, or
 *     {@code default}
 * @param secret whether it stands in a field of a secret
 */
public record BoundSlot(String name, String origin, boolean secret) {
  static final String DEFAULT = "default";

  /** Whether nothing binds it but the default that stands in the spec. */
  public boolean byDefault() {
    return origin.equals(DEFAULT);
  }
}
