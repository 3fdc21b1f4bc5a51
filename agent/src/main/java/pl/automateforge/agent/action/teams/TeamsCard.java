package pl.automateforge.agent.action.teams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectValues;
import pl.automateforge.agent.action.Texts;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.action.template.TextTemplate;

/**
 * The card of an effect: one block a line, since clients differ in what they make of line ends, and
 * a small one that says what it is about. Whatever would make it too long for Teams is cut, the
 * longest block first.
 */
final class TeamsCard {
  /** Teams takes about 28 KB; its own envelope needs a little of that. */
  static final int MOST_BYTES = 27_000;

  private static final int MOST_LINES = 60;
  private static final int SHORT_ID = 12;
  private static final String MORE = "…";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Template template;

  TeamsCard(TextTemplate template) {
    this.template = template.compile(Target.CARD);
  }

  byte[] json(EffectRequest request) {
    List<String> lines = lines(Texts.wellFormed(template.render(EffectValues.of(request))));
    byte[] json = bytes(card(lines, request));
    while (json.length > MOST_BYTES) {
      cutLongest(lines);
      json = bytes(card(lines, request));
    }
    return json;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (lines.size() == MOST_LINES) {
        lines.set(MOST_LINES - 1, MORE);
        break;
      }
      if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  private static void cutLongest(List<String> lines) {
    int longest = 0;
    for (int i = 1; i < lines.size(); i++) {
      if (size(lines.get(i)) > size(lines.get(longest))) {
        longest = i;
      }
    }
    String line = lines.get(longest);
    String kept = Texts.cut(line, Math.max(1, line.length() * 3 / 4 - MORE.length()));
    lines.set(longest, withoutHalfEscape(kept) + MORE);
  }

  /** A lone backslash at the end would escape what we put there. */
  private static String withoutHalfEscape(String text) {
    int slashes = 0;
    while (slashes < text.length() && text.charAt(text.length() - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 0 ? text : text.substring(0, text.length() - 1);
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ObjectNode card(List<String> lines, EffectRequest request) {
    ObjectNode message = JSON.createObjectNode().put("type", "message");
    ObjectNode attachment =
        message
            .putArray("attachments")
            .addObject()
            .put("contentType", "application/vnd.microsoft.card.adaptive")
            .putNull("contentUrl");
    ObjectNode card =
        attachment
            .putObject("content")
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", "1.2");
    ArrayNode body = card.putArray("body");
    lines.forEach(line -> block(body, line).put("spacing", "Small"));
    block(body, about(request)).put("size", "Small").put("isSubtle", true);
    card.putObject("msteams").put("width", "full");
    return message;
  }

  private static ObjectNode block(ArrayNode body, String text) {
    return body.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
  }

  private static String about(EffectRequest request) {
    return Target.CARD.safe(
        Texts.cut(request.agent() + " · " + request.category(), 200)
            + " · "
            + Texts.cut(request.effect(), SHORT_ID));
  }

  private static byte[] bytes(ObjectNode message) {
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
  }
}
