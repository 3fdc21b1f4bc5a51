package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.util.List;

/** What an answer holds beside category, confidence and reason. */
public record OutputSpec(
    @Default("json") @Change(MATERIAL) @Doc("How the model answers.") Format format,
    @Change(MATERIAL) @Doc("Fields beside category, confidence and reason.") List<Field> fields) {
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
  public record Field(
      @Required @Form(TextForm.FIELD_NAME) @Change(MATERIAL) @Doc("The field's name.") String name,
      @Default("text") @Change(MATERIAL) @Doc("The type of its value.") Type type,
      @Default("2000")
          @Range(min = "1", max = "20000")
          @Change(MATERIAL)
          @Doc("The most characters of a text.")
          int maxLength) {
    /** The type of a field's value. */
    public enum Type {
      TEXT,
      DATE,
      NUMBER,
      BOOLEAN
    }
  }
}
