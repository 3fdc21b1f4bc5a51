package pl.automateforge.agent.spec;

/**
 * The hash of a version: 64 lower-case hexadecimal digits of SHA-256 over the canonical form of the
 * written values.
 */
public record VersionHash(String value) {
  public VersionHash {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a version hash: " + value);
    }
  }

  /** The first twelve digits, as people read it. */
  public String shortForm() {
    return value.substring(0, 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
