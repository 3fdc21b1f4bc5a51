package pl.automateforge.agent.source;

/** How far a source was read, in the source's own words; opaque to everyone else. */
public record Cursor(String value) {
  /** Nothing was read yet. */
  public static final Cursor START = new Cursor("");
}
