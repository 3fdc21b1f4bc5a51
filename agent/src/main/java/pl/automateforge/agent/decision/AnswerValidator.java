package pl.automateforge.agent.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.freetext.FreeText;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.OutputSpec;

/**
 * Holds what a model wrote against the spec, whoever dictated it to the model: exactly one JSON
 * object, each known key once, each value of its type and within its bounds, the category one of
 * the spec's. Texts become harmless plain text as {@link FreeText} makes it: this is the one place
 * where the words of a model come in. Safe to use from many threads; never throws for what stands
 * in the answer.
 */
public final class AnswerValidator {
  /** A longer answer is none. */
  static final int LIMIT = 1 << 20;

  /** A longer reason is cut: nothing acts on it. */
  static final int REASON_LIMIT = 2_000;

  private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxStringLength(LIMIT)
                  .build())
          .build();

  private final FreeText freeText;
  private final Set<String> categories;
  private final Map<String, OutputSpec.Field> fields = new LinkedHashMap<>();
  private final Set<String> required = new HashSet<>();

  /** Holds answers against this spec's categories and fields; knows no login name in a slot. */
  public AnswerValidator(AgentSpec spec) {
    this(spec, null);
  }

  /**
   * Holds answers against this spec's categories and fields.
   *
   * @param bindings tell the mailbox's address, whose domain is known in texts; null for none
   */
  public AnswerValidator(AgentSpec spec, @Nullable Bindings bindings) {
    this.freeText = FreeText.of(spec, bindings);
    this.categories = new HashSet<>(spec.categories().stream().map(Category::id).toList());
    required.add(AnswerSchema.REASON);
    required.add(AnswerSchema.CATEGORY);
    required.add(AnswerSchema.CONFIDENCE);
    for (OutputSpec.Field field : spec.output().fields()) {
      if (fields.size() < AnswerSchema.NULLABLE_LIMIT) {
        required.add(field.name());
      }
      fields.put(field.name(), field);
    }
  }

  /** What an answer turned out to be. */
  public sealed interface Verdict {
    /**
     * It counts.
     *
     * @param confidence 0 to 1
     * @param fields those that were filled, in the spec's order
     */
    record Valid(String category, double confidence, String reason, Map<String, String> fields)
        implements Verdict {
      public Valid {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      }
    }

    /**
     * It does not count.
     *
     * @param detail what was expected; quotes nothing of the answer, as that may hold personal data
     */
    record Invalid(String detail) implements Verdict {}
  }

  /** Holds the text against the spec. */
  public Verdict validate(String text) {
    if (text.length() > LIMIT) {
      return new Verdict.Invalid(
          "the answer has " + text.length() + " characters, at most " + LIMIT + " were expected");
    }
    try (JsonParser parser = JSON.createParser(text)) {
      return read(parser);
    } catch (Mismatch mismatch) {
      return new Verdict.Invalid(mismatch.detail);
    } catch (IOException e) {
      // its message quotes the answer
      return new Verdict.Invalid("the answer is not one JSON object with each key once");
    }
  }

  private Verdict read(JsonParser parser) throws IOException, Mismatch {
    expect(parser.nextToken() == JsonToken.START_OBJECT, "the answer is not a JSON object");
    Map<String, String> values = new HashMap<>();
    Set<String> seen = new HashSet<>();
    double confidence = Double.NaN;
    for (int place = 1; parser.nextToken() != JsonToken.END_OBJECT; place++) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      seen.add(key);
      switch (key) {
        case AnswerSchema.CONFIDENCE -> confidence = confidence(parser, token);
        case AnswerSchema.CATEGORY -> values.put(key, category(parser, token));
        case AnswerSchema.REASON -> values.put(key, reason(parser, token));
        default -> {
          OutputSpec.Field field = fields.get(key);
          if (field == null) {
            throw new Mismatch("key " + place + " of the answer is not in the schema");
          }
          String value = value(parser, token, field);
          if (value != null) {
            values.put(key, value);
          }
        }
      }
    }
    expect(parser.nextToken() == null, "text follows the JSON object");
    for (String key : required) {
      expect(seen.contains(key), "the answer has no \"" + key + "\"");
    }
    return new Verdict.Valid(
        values.getOrDefault(AnswerSchema.CATEGORY, ""),
        confidence,
        values.getOrDefault(AnswerSchema.REASON, ""),
        filled(values));
  }

  private Map<String, String> filled(Map<String, String> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    for (String name : fields.keySet()) {
      String value = values.get(name);
      if (value != null) {
        filled.put(name, value);
      }
    }
    return filled;
  }

  private static double confidence(JsonParser parser, JsonToken token)
      throws IOException, Mismatch {
    expect(token.isNumeric(), "\"confidence\" is not a number");
    double value = parser.getDoubleValue();
    expect(value >= 0 && value <= 1, "\"confidence\" is not between 0 and 1");
    return value + 0.0; // turns −0.0 into 0.0
  }

  private String category(JsonParser parser, JsonToken token) throws IOException, Mismatch {
    expect(token == JsonToken.VALUE_STRING, "\"category\" is not a text");
    String id = parser.getText();
    expect(
        categories.contains(id),
        "\"category\" is none of the " + categories.size() + " ids of the spec");
    return id;
  }

  private String reason(JsonParser parser, JsonToken token) throws IOException, Mismatch {
    expect(token == JsonToken.VALUE_STRING, "\"reason\" is not a text");
    return harmless(PlainText.of(parser.getText(), REASON_LIMIT), REASON_LIMIT);
  }

  private @Nullable String value(JsonParser parser, JsonToken token, OutputSpec.Field field)
      throws IOException, Mismatch {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (field.type()) {
      case TEXT -> text(parser, token, field);
      case DATE -> date(parser, token, field);
      case NUMBER -> number(parser, token, field);
      case BOOLEAN -> {
        expect(token.isBoolean(), named(field) + " is not true or false");
        yield token == JsonToken.VALUE_TRUE ? "true" : "false";
      }
    };
  }

  private @Nullable String text(JsonParser parser, JsonToken token, OutputSpec.Field field)
      throws IOException, Mismatch {
    expect(token == JsonToken.VALUE_STRING, named(field) + " is not a text");
    String text = PlainText.of(parser.getText(), LIMIT).strip();
    int length = PlainText.length(text);
    if (length > field.maxLength()) {
      throw new Mismatch(
          named(field)
              + " has "
              + length
              + " characters, at most "
              + field.maxLength()
              + " were expected");
    }
    String harmless = harmless(text, field.maxLength());
    return harmless.isEmpty() ? null : harmless;
  }

  /**
   * What a model or its service said instead of an answer, such as why it refuses: one line of
   * harmless plain text, as it may come to stand as the reason.
   *
   * @param limit of characters; what is longer is cut
   */
  public String line(String words, int limit) {
    return harmless(PlainText.line(words, limit), limit);
  }

  /**
   * What was broken is longer than it was: it is cut, but never within a token of personal data.
   */
  private String harmless(String text, int limit) {
    String safe = freeText.safe(text).strip();
    // What a cut leaves of a known name may be another's: it is looked at again.
    for (int room = limit; PlainText.length(safe) > limit; room = Math.max(0, room - 16)) {
      safe = freeText.safe(cut(safe, room)).strip();
    }
    return safe;
  }

  private static String cut(String text, int room) {
    int end = text.offsetByCodePoints(0, Math.min(room, PlainText.length(text)));
    int token = text.lastIndexOf('\u27E6', end - 1);
    boolean within = token >= 0 && text.indexOf('\u27E7', token) >= end;
    return text.substring(0, within ? token : end);
  }

  private static String date(JsonParser parser, JsonToken token, OutputSpec.Field field)
      throws IOException, Mismatch {
    expect(token == JsonToken.VALUE_STRING, named(field) + " is not a date");
    String text = parser.getText();
    expect(ISO_DATE.matcher(text).matches(), named(field) + " is not a date such as 2026-11-22");
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      throw new Mismatch(named(field) + " is not a day of the calendar");
    }
  }

  private static String number(JsonParser parser, JsonToken token, OutputSpec.Field field)
      throws IOException, Mismatch {
    expect(token.isNumeric(), named(field) + " is not a number");
    BigDecimal number;
    try {
      number = parser.getDecimalValue();
    } catch (NumberFormatException _) {
      throw new Mismatch(named(field) + " has an exponent that no number has");
    }
    // written out, 1e999999999 would fill the memory
    expect(
        number.precision() <= 40 && Math.abs((long) number.scale()) <= 40,
        named(field) + " is not a number of at most 40 digits");
    return number.toPlainString();
  }

  private static String named(OutputSpec.Field field) {
    return "\"" + field.name() + "\"";
  }

  private static void expect(boolean holds, String otherwise) throws Mismatch {
    if (!holds) {
      throw new Mismatch(otherwise);
    }
  }

  /** Leaves the reading of an answer that does not count. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;
    private final String detail;

    Mismatch(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }
  }
}
