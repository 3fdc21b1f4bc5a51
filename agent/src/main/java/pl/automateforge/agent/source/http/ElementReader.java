package pl.automateforge.agent.source.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.PlainItem;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.SourceSpec;

/** Finds id, text and the cursor's value in an element. */
final class ElementReader {
  static final String CONTAINER = "http";
  private static final int LONGEST_ID = 500;
  private static final int LONGEST_VALUE = 1_000;

  private final JsonPointer id;
  private final JsonPointer text;
  private final @Nullable JsonPointer value;

  ElementReader(SourceSpec.Http spec) {
    this.id = JsonPointer.compile(spec.id());
    this.text = JsonPointer.compile(spec.text());
    this.value = spec.cursor() == null ? null : JsonPointer.compile(spec.cursor().value());
  }

  /**
   * @param place from 1, within its page
   */
  Element read(JsonNode node, int place) {
    String after = value == null ? "" : scalar(node.at(value), LONGEST_VALUE);
    String key = scalar(node.at(id), LONGEST_ID);
    if (key.isEmpty()) {
      return new Element.Malformed(
          String.format(
              Locale.ROOT,
              "element %d has no id at %s: %s, expected a text of 1 to %d characters or a number",
              place,
              id,
              kind(node.at(id)),
              LONGEST_ID),
          after);
    }
    JsonNode said = node.at(text);
    if (said.isMissingNode() || said.isNull()) {
      return new Element.Malformed(
          String.format(
              Locale.ROOT,
              "element %d (%s) has no text at %s: %s",
              place,
              printable(key),
              text,
              kind(said)),
          after);
    }
    // What is no scalar is judged as it stands in the answer.
    String words = said.isContainerNode() ? said.toString() : said.asText();
    return new Element.Item(
        new ItemIdentity(CONTAINER, key, Hashes.sha256(PlainItem.mime(words))), words, after);
  }

  private static String scalar(JsonNode node, int longest) {
    boolean usable = node.isTextual() || node.isNumber();
    String text = usable ? node.asText() : "";
    return text.isBlank() || text.length() > longest ? "" : text;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "there is nothing";
      case NULL -> "there is null";
      case STRING -> node.asText().isBlank() ? "the text is empty" : "the text is too long";
      case OBJECT, POJO -> "there is an object";
      case ARRAY -> "there is an array";
      case BOOLEAN -> "there is a boolean";
      case NUMBER -> "there is a number";
      case BINARY -> "there are bytes";
    };
  }

  static String printable(String key) {
    String cut = key.length() > 100 ? key.substring(0, 100) + "…" : key;
    return cut.replaceAll("\\p{C}", "?");
  }
}
