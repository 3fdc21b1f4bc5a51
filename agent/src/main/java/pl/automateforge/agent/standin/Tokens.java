package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;

/**
 * An estimate of tokens: one for each 3.5 characters, rounded up. Real tokenizers differ by
 * language and by model; the figure grows with the text, which is what a test or a volume run
 * needs.
 */
final class Tokens {
  /** What the frame of one message adds. */
  static final int FRAME = 4;

  private static final double CHARACTERS = 3.5;
  private static final int IMAGE = 1500;

  private Tokens() {}

  static long of(long characters) {
    return (long) Math.ceil(characters / CHARACTERS);
  }

  /** Of a value with all its names and texts; encoded bytes count as a picture does. */
  static long of(JsonNode value) {
    if (value.path("type").asText().equals("base64") && value.has("data")) {
      return IMAGE;
    }
    if (value.isContainerNode()) {
      long sum = 0;
      for (JsonNode child : value) {
        sum += of(child);
      }
      if (value.isObject()) {
        long names = 0;
        for (Iterator<String> each = value.fieldNames(); each.hasNext(); ) {
          names += each.next().length();
        }
        sum += of(names);
      }
      return sum;
    }
    return of(value.asText().length());
  }

  /** Of a message's or a system prompt's content: a text, or a list of blocks. */
  static long ofContent(JsonNode content) {
    if (content.isTextual()) {
      return of(content.textValue().length());
    }
    long sum = 0;
    for (JsonNode block : content) {
      sum += ofBlock(block);
    }
    return sum;
  }

  static long ofBlock(JsonNode block) {
    return block.path("text").isTextual() ? of(block.get("text").textValue().length()) : of(block);
  }
}
