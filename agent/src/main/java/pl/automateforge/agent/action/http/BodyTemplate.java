package pl.automateforge.agent.action.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectValues;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.spec.OutputSpec;

/**
 * The body of a request. A template that begins with <code>{</code> or {@code [} is JSON, and its
 * values are escaped for the strings they stand in; any other is plain text.
 */
final class BodyTemplate {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

  private static final JsonFactory READER =
      new JsonFactoryBuilder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build();

  private final Template template;
  private final @Nullable MediaType type;

  private BodyTemplate(Template template, @Nullable MediaType type) {
    this.template = template;
    this.type = type;
  }

  /**
   * @throws UnfitAddressException where a JSON template gives no JSON: a text that stands outside
   *     of quotes could be anything
   */
  static BodyTemplate of(TextTemplate written, OutputSpec output) throws UnfitAddressException {
    String text = written.text();
    String start = text.stripLeading();
    boolean json = (start.startsWith("{") && !start.startsWith("{{")) || start.startsWith("[");
    Template template = written.compile(json ? Target.JSON_STRING : Target.PLAIN_TEXT);
    if (json && !isJson(template.render(samples(output)))) {
      throw UnfitAddressException.at(
          "body",
          "the template begins like JSON but gives none; write quotes around each variable but a"
              + " number, such as \"{{subject}}\"");
    }
    return new BodyTemplate(template, text.isEmpty() ? null : json ? JSON : TEXT);
  }

  private static Map<String, String> samples(OutputSpec output) {
    Map<String, String> samples = new HashMap<>();
    EffectValues.names(output).forEach(name -> samples.put(name, "x"));
    samples.put("confidence", "0.5");
    for (OutputSpec.Field field : output.fields()) {
      switch (field.type()) {
        case NUMBER -> samples.put(field.name(), "1");
        case BOOLEAN -> samples.put(field.name(), "true");
        case TEXT, DATE -> {
          // They stand in quotes.
        }
      }
    }
    return samples;
  }

  /** The body's bytes; empty where the values leave no JSON. */
  Optional<byte[]> render(EffectRequest request) {
    String body = template.render(EffectValues.of(request));
    return JSON.equals(type) && !isJson(body)
        ? Optional.empty()
        : Optional.of(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Null where there is no body at all. */
  @Nullable MediaType type() {
    return type;
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = READER.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
