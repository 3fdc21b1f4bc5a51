package pl.automateforge.agent.spec;

/** A bound secret. Never printed: {@link #toString()} shows stars. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "****";
  }
}
