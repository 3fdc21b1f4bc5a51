package pl.automateforge.agent.action.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectValues;
import pl.automateforge.agent.action.Texts;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.action.template.TextTemplate;

/**
 * The message of an effect, within Slack's limits. Its blocks are plain text, in which Slack looks
 * for neither mentions nor markup; {@code text} is what notifications show, and all there is where
 * the blocks are refused.
 */
final class SlackMessage {
  static final String EVENT = "autoforge_effect";

  /** Slack's own limit of a section. */
  private static final int SECTION = 3_000;

  /** With these, all texts together stay under 13,000 characters. */
  private static final int SECTIONS = 3;

  private static final int FALLBACK = 3_000;
  private static final int CONTEXT = 300;
  private static final int SHORT_ID = 12;
  private static final Pattern HALF_ESCAPE = Pattern.compile("&[a-z]{0,3}$");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Template template;

  SlackMessage(TextTemplate template) {
    this.template = template.compile(Target.SLACK);
  }

  /**
   * @param channel null where the webhook has its own
   * @param blocks whether to send blocks; without them the text stands alone
   */
  byte[] json(EffectRequest request, @Nullable String channel, boolean blocks) {
    String text = Texts.wellFormed(template.render(EffectValues.of(request))).strip();
    ObjectNode message = JSON.createObjectNode();
    if (channel != null) {
      message.put("channel", channel);
      metadata(message, request);
    }
    message.put("text", cut(text.isEmpty() ? context(request) : text, FALLBACK));
    message.put("mrkdwn", false).put("parse", "none").put("link_names", false);
    message.put("unfurl_links", false).put("unfurl_media", false);
    if (blocks) {
      blocks(message.putArray("blocks"), text, request);
    }
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
  }

  private static void metadata(ObjectNode message, EffectRequest request) {
    message
        .putObject("metadata")
        .put("event_type", EVENT)
        .putObject("event_payload")
        .put("effect_id", request.effect());
  }

  private static void blocks(ArrayNode blocks, String text, EffectRequest request) {
    String rest = text;
    for (int i = 0; i < SECTIONS && !rest.isEmpty(); i++) {
      boolean last = i == SECTIONS - 1;
      String part = last ? cut(rest, SECTION) : start(rest);
      rest = last ? "" : rest.substring(part.length());
      if (!part.isBlank()) {
        plain(blocks.addObject().put("type", "section").putObject("text"), part);
      }
    }
    plain(
        blocks.addObject().put("type", "context").putArray("elements").addObject(),
        cut(context(request), CONTEXT));
  }

  private static void plain(ObjectNode object, String text) {
    object.put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static String context(EffectRequest request) {
    String id = Texts.cut(request.effect(), SHORT_ID);
    return Target.SLACK.safe(request.agent() + " · " + request.category() + " · ") + id;
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : whole(text, limit - 1) + "…";
  }

  private static String start(String text) {
    return text.length() <= SECTION ? text : whole(text, SECTION);
  }

  /** Never half of an escape, which would show as such. */
  private static String whole(String text, int limit) {
    return HALF_ESCAPE.matcher(Texts.cut(text, limit)).replaceFirst("");
  }
}
