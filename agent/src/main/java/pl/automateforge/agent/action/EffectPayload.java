package pl.automateforge.agent.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What targets are told about an effect, as one JSON object: {@code id}, {@code agent}, {@code
 * item}, {@code category}, {@code confidence}, {@code sender}, {@code subject}, {@code fields}. The
 * same request gives the same bytes, on any machine and at any time. Holds no line break.
 *
 * <p>All texts are hostile: they are cut to a bound, broken surrogates are replaced, and whatever
 * some reader may take for the end of a line is escaped.
 */
public final class EffectPayload {
  private static final int SHORT_TEXT = 2_000;
  private static final int LONG_TEXT = 100_000;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // Virtual threads are too many and too short-lived for buffers kept by thread.
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          .characterEscapes(new LineSafeEscapes())
          .configure(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8, true)
          .build();

  private EffectPayload() {}

  /** UTF-8, without a line break at the end. */
  public static byte[] json(EffectRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(request, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(EffectRequest request, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", text(request.effect(), SHORT_TEXT));
    json.writeStringField("agent", text(request.agent(), SHORT_TEXT));
    json.writeStringField("item", text(request.item(), SHORT_TEXT));
    json.writeStringField("category", text(request.category(), SHORT_TEXT));
    json.writeNumberField("confidence", request.confidence());
    json.writeStringField("sender", text(request.sender(), SHORT_TEXT));
    json.writeStringField("subject", text(request.subject(), SHORT_TEXT));
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, String> field : request.fields().entrySet()) {
      json.writeStringField(text(field.getKey(), SHORT_TEXT), text(field.getValue(), LONG_TEXT));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String text(String hostile, int limit) {
    return Texts.cut(Texts.wellFormed(hostile), limit);
  }
}
