package pl.automateforge.agent.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of the written values: JSON with sorted keys and without spaces, durations in
 * ISO 8601, numbers without trailing zeros, model aliases as the full id, examples by the hash of
 * their texts and labels. Golden hashes in a test hold it still.
 */
final class Canonical {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Canonical() {}

  static String json(Leaf.Value agent, Draft draft, List<Example> examples) {
    Map<String, Object> root = sorted(agent.canonical());
    root.put(SpecReader.FORMAT_KEY, BigDecimal.valueOf(SpecReader.FORMAT));
    if (draft.isWritten("model.name")) {
      Map<String, Object> model = sorted(root.get("model"));
      draft
          .get("model.provider", ModelSpec.Provider.class)
          .ifPresent(
              p -> model.computeIfPresent("name", (k, n) -> Completions.fullId(p, (String) n)));
      root.put("model", model);
    }
    if (draft.isWritten("prompt.examples")) {
      Map<String, Object> prompt = sorted(root.get("prompt"));
      prompt.put("examples", "sha256:" + hash(examples));
      root.put("prompt", prompt);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(root, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName((String) entry.getKey());
          write(entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object each : list) {
          write(each, json);
        }
        json.writeEndArray();
      }
      case String string -> json.writeString(string);
      case Boolean flag -> json.writeBoolean(flag);
      case BigDecimal number -> json.writeNumber(number);
      default -> throw new IllegalArgumentException("not canonical: " + value.getClass());
    }
  }

  private static String hash(List<Example> examples) {
    String[] parts =
        examples.stream()
            .<String>mapMulti((example, texts) -> {
              texts.accept(example.text());
              texts.accept(example.label());
            })
            .toArray(String[]::new);
    return Hashes.sha256(parts);
  }

  private static Map<String, Object> sorted(@Nullable Object canonical) {
    Map<String, Object> sorted = new TreeMap<>();
    if (canonical instanceof Map<?, ?> map) {
      map.forEach((key, value) -> sorted.put((String) key, value));
    }
    return sorted;
  }
}
