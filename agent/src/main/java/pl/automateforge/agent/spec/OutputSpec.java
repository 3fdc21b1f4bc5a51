package pl.automateforge.agent.spec;

import java.util.List;

/** What an answer holds beside category, confidence and reason. */
public record OutputSpec(Format format, List<Field> fields) {
  public OutputSpec {
    fields = List.copyOf(fields);
  }

  /** How the model answers. */
  public enum Format {
    JSON,
    TEXT
  }

  /**
   * One field: {@code text} is bounded by maxLength, {@code date} is ISO 8601, {@code number} a
   * decimal.
   */
  public record Field(String name, Type type, int maxLength) {
    /** The type of a field's value. */
    public enum Type {
      TEXT,
      DATE,
      NUMBER,
      BOOLEAN
    }
  }
}
