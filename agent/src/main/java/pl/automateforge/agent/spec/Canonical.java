package pl.automateforge.agent.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

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
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers, lists and maps are always JSON", e);
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
