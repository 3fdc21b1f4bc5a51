package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The service's prompt cache: a prefix of tools, system and messages up to a marked block is read
 * where the same key sent the same prefix to the same model before, and kept for five minutes or an
 * hour after its last use. A prefix below the model's least size is never kept. Changing the answer
 * schema changes the prefix.
 */
final class PromptCache {
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<Long, Instant> ends =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
          return size() > MOST;
        }
      };

  PromptCache(Clock clock) {
    this.clock = clock;
  }

  /** Where a marked prefix ends. */
  private record Mark(long prefix, long tokens, boolean anHour) {}

  /** Walks over a prompt and notes its marked prefixes. */
  private static final class Walk {
    private final List<Mark> marks = new ArrayList<>();
    private long prefix;
    private long tokens;

    Walk(String key, String model) {
      prefix = Hash.of(Hash.of(0, key), model);
    }

    void block(JsonNode block, String role, long size) {
      // without the mark itself: moving it does not change the prefix
      String text = block.path("text").isTextual() ? block.get("text").textValue() : plain(block);
      prefix = Hash.of(Hash.of(prefix, role), text);
      tokens += size;
      JsonNode mark = block.path("cache_control");
      if (mark.isObject()) {
        mark(mark);
      }
    }

    void mark(JsonNode mark) {
      marks.add(new Mark(prefix, tokens, mark.path("ttl").asText().equals("1h")));
    }

    private static String plain(JsonNode block) {
      return block.isTextual() ? block.textValue() : block.toString();
    }
  }

  /** What this request takes of the cache, and adds to it. */
  Usage use(JsonNode body, String key, ModelFacts model) {
    Walk walk = walk(body, key, model);
    Instant now = clock.instant();
    long read = 0;
    long fiveMinutes = 0;
    long anHour = 0;
    synchronized (ends) {
      for (Mark mark : walk.marks) {
        if (mark.tokens() >= model.minCached() && isKept(mark, now)) {
          read = mark.tokens();
        }
      }
      long written = read;
      for (Mark mark : walk.marks) {
        if (mark.tokens() >= model.minCached()) {
          ends.put(mark.prefix(), now.plus(Duration.ofMinutes(mark.anHour() ? 60 : 5)));
          long added = Math.max(0, mark.tokens() - written);
          written += added;
          anHour += mark.anHour() ? added : 0;
          fiveMinutes += mark.anHour() ? 0 : added;
        }
      }
    }
    return new Usage(walk.tokens - read - fiveMinutes - anHour, read, fiveMinutes, anHour);
  }

  /** The tokens of a prompt, whatever the cache holds. */
  static long tokens(JsonNode body, ModelFacts model) {
    return walk(body, "", model).tokens;
  }

  private boolean isKept(Mark mark, Instant now) {
    Instant end = ends.get(mark.prefix());
    return end != null && now.isBefore(end);
  }

  private static Walk walk(JsonNode body, String key, ModelFacts model) {
    Walk walk = new Walk(key, model.id());
    JsonNode format = body.path("output_config").path("format");
    if (format.isObject()) {
      walk.prefix = Hash.of(walk.prefix, format.toString());
      walk.tokens += Tokens.of(format.path("schema"));
    }
    for (JsonNode tool : body.path("tools")) {
      walk.block(tool, "tool", Tokens.of(tool));
    }
    content(walk, body.path("system"), "system");
    for (JsonNode message : body.path("messages")) {
      walk.tokens += Tokens.FRAME;
      content(walk, message.path("content"), message.path("role").asText());
    }
    if (body.path("cache_control").isObject()) {
      walk.mark(body.get("cache_control"));
    }
    return walk;
  }

  private static void content(Walk walk, JsonNode content, String role) {
    if (content.isTextual()) {
      walk.block(content, role, Tokens.of(content.textValue().length()));
    }
    for (JsonNode block : content) {
      walk.block(block, role, Tokens.ofBlock(block));
    }
  }
}
