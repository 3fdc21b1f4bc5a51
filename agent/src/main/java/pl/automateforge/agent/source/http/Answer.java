package pl.automateforge.agent.source.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a list out of a JSON answer, one element after the other: the whole of it is never in
 * memory.
 */
final class Answer {
  private static final int DEPTH = 100;
  private static final int KEYS_SHOWN = 10;
  private static final String SEE_ITEMS = "let source.items point to the array of items";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .build();

  private final String pointer;
  private final List<String> segments = new ArrayList<>();
  private final ElementReader elements;
  private final int most;

  /**
   * @param pointer to the array; empty where the answer is the array
   * @param most elements of one answer
   */
  Answer(String pointer, ElementReader elements, int most) {
    this.pointer = pointer;
    this.elements = elements;
    this.most = most;
    if (!pointer.isEmpty()) {
      for (String segment : pointer.substring(1).split("/", -1)) {
        segments.add(segment.replace("~1", "/").replace("~0", "~"));
      }
    }
  }

  /**
   * @throws AnswerException where it is no JSON, or no array stands where one should
   */
  List<Element> read(InputStream body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == null) {
        throw new AnswerException("the answer is empty", "see that source.url is the list itself");
      }
      for (String segment : segments) {
        descend(parser, segment);
      }
      return list(parser);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the answer.
      throw new AnswerException(
          String.format(
              Locale.ROOT,
              "the answer is no JSON, or breaks off: line %d, column %d",
              e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
              e.getLocation() == null ? 0 : e.getLocation().getColumnNr()),
          "see what the address answers, and that source.url is the list itself");
    }
  }

  private void descend(JsonParser parser, String segment) throws IOException {
    List<String> others = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(segment)) {
          return;
        }
        if (others.size() < KEYS_SHOWN) {
          others.add(ElementReader.printable(name));
        }
        parser.skipChildren();
      }
    }
    throw new AnswerException(
        "the answer has nothing at source.items "
            + pointer
            + (others.isEmpty() ? "" : "; beside it stand " + String.join(", ", others)),
        SEE_ITEMS);
  }

  private List<Element> list(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new AnswerException(
          (pointer.isEmpty() ? "the answer" : "source.items " + pointer)
              + " is "
              + (parser.currentToken() == JsonToken.START_OBJECT ? "an object" : "no array")
              + ", expected an array",
          SEE_ITEMS);
    }
    List<Element> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY && list.size() < most) {
      JsonNode node = JSON.readTree(parser);
      list.add(elements.read(node, list.size() + 1));
    }
    return list;
  }
}
