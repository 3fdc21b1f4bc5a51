package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The rules of {@code cache_control}. */
final class CacheMarks {
  private static final Set<String> FIELDS = Set.of("type", "ttl");
  private static final int MOST = 4;

  private int count;

  /** Checks the mark of one block, where it bears one. */
  void check(JsonNode holder, String path) {
    if (!Shape.has(holder, "cache_control")) {
      return;
    }
    JsonNode mark = holder.get("cache_control");
    String at = Shape.at(path, "cache_control");
    Shape.only(mark, at, FIELDS);
    Shape.text(mark, at, "type");
    Shape.oneOf(mark, at, "type", Set.of("ephemeral"));
    Shape.oneOf(mark, at, "ttl", Set.of("5m", "1h"));
    count++;
    if (count > MOST) {
      throw RefusedException.invalid(
          "A maximum of "
              + MOST
              + " blocks with cache_control may be provided. Found "
              + count
              + ".");
    }
  }
}
