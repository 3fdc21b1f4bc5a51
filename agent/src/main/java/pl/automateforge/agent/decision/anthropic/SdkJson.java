package pl.automateforge.agent.decision.anthropic;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonMissing;
import com.anthropic.core.JsonNull;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's JSON without Jackson's Kotlin module, whose reflection takes time at the start and with
 * each call. The SDK's types need one thing of it: absent fields become {@link JsonMissing}. All
 * else is set as the SDK sets its own mapper, and the tests hold the two against each other; only
 * uploads, which nothing here sends, are left out.
 */
final class SdkJson {
  private static final Map<LogicalType, Set<CoercionInputShape>> REFUSED =
      Map.of(
          LogicalType.Boolean, allBut(CoercionInputShape.Boolean),
          LogicalType.Integer, allBut(CoercionInputShape.Integer),
          LogicalType.Float, allBut(CoercionInputShape.Float, CoercionInputShape.Integer),
          LogicalType.Textual, allBut(CoercionInputShape.String),
          LogicalType.DateTime, allBut(CoercionInputShape.String, CoercionInputShape.Boolean),
          LogicalType.Array, allBut(CoercionInputShape.Array),
          LogicalType.Collection, allBut(CoercionInputShape.Array),
          LogicalType.Map, allBut(CoercionInputShape.Array),
          LogicalType.POJO, allBut(CoercionInputShape.Object));

  private static final JsonMapper MAPPER = build(new JsonFactory());

  private SdkJson() {}

  /** Safe for all threads, like any mapper that nobody configures. */
  static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * As the other, but it refuses an object that has a key twice: where an answer is an object of
   * the message itself, one of the two would be lost unseen.
   */
  static JsonMapper strict() {
    return Strict.MAPPER;
  }

  /** A plain value (maps, lists, texts, numbers) as the SDK takes it. */
  static JsonValue value(Object plain) {
    return JsonValue.fromJsonNode(MAPPER.valueToTree(plain));
  }

  /**
   * A value as JSON text.
   *
   * @throws AnthropicInvalidDataException where it cannot be written
   */
  static String text(JsonValue value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException e) {
      throw new AnthropicInvalidDataException("a value cannot be written as JSON", e);
    }
  }

  private static JsonMapper build(JsonFactory factory) {
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(
                new SimpleModule().addDeserializer(OffsetDateTime.class, new SdkTimeDeserializer()))
            .addMixIn(JsonField.class, FieldMixIn.class)
            .addMixIn(JsonValue.class, ValueMixIn.class)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(
                SerializationFeature.FLUSH_AFTER_WRITE_VALUE,
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(
                MapperFeature.ALLOW_COERCION_OF_SCALARS,
                MapperFeature.AUTO_DETECT_CREATORS,
                MapperFeature.AUTO_DETECT_FIELDS,
                MapperFeature.AUTO_DETECT_GETTERS,
                MapperFeature.AUTO_DETECT_IS_GETTERS,
                MapperFeature.AUTO_DETECT_SETTERS);
    REFUSED.forEach((type, shapes) ->
        builder.withCoercionConfig(
            type,
            config -> shapes.forEach(shape -> config.setCoercion(shape, CoercionAction.Fail))));
    return builder.build();
  }

  private static Set<CoercionInputShape> allBut(CoercionInputShape... accepted) {
    Set<CoercionInputShape> shapes =
        EnumSet.of(
            CoercionInputShape.Boolean,
            CoercionInputShape.Integer,
            CoercionInputShape.Float,
            CoercionInputShape.String,
            CoercionInputShape.Array,
            CoercionInputShape.Object);
    Set.of(accepted).forEach(shapes::remove);
    return shapes;
  }

  /** Made when it is first wanted, which most processes never do. */
  private static final class Strict {
    private static final JsonMapper MAPPER =
        build(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  }

  @JsonDeserialize(using = FieldDeserializer.class)
  private interface FieldMixIn {}

  @JsonDeserialize(using = ValueDeserializer.class)
  private interface ValueMixIn {}

  /** The SDK's way to read a field, and missing where there is none. */
  static final class FieldDeserializer extends StdDeserializer<JsonField<?>>
      implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    private final transient JsonDeserializer<JsonField<?>> sdk;

    /** For Jackson, which asks for the one of a property's type afterwards. */
    FieldDeserializer() {
      this(new JsonField.Deserializer());
    }

    private FieldDeserializer(JsonDeserializer<JsonField<?>> sdk) {
      super(JsonField.class);
      this.sdk = sdk;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return new FieldDeserializer(
          new JsonField.Deserializer().createContextual(context, property));
    }

    @Override
    public JsonField<?> deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return sdk.deserialize(parser, context);
    }

    @Override
    public JsonField<?> getNullValue(DeserializationContext context) {
      return JsonNull.of();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return JsonMissing.of();
    }
  }

  /** The SDK's way to read a value of any kind, and missing where there is none. */
  static final class ValueDeserializer extends StdDeserializer<JsonValue> {
    private static final long serialVersionUID = 1L;

    private final transient JsonDeserializer<JsonValue> sdk = new JsonValue.Deserializer();

    ValueDeserializer() {
      super(JsonValue.class);
    }

    @Override
    public JsonValue deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return sdk.deserialize(parser, context);
    }

    @Override
    public JsonValue getNullValue(DeserializationContext context) {
      return JsonNull.of();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return JsonMissing.of();
    }
  }
}
