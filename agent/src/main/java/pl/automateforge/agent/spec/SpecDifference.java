package pl.automateforge.agent.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the written values of two specs, in the order of paths. Elements of lists
 * are told apart by their {@code id} or {@code name}, so that one that was put in front is one
 * change; other lists are compared as a whole.
 */
public record SpecDifference(List<Entry> changes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public SpecDifference {
    changes = List.copyOf(changes);
  }

  /** What changed from the one to the other; empty exactly where their versions are the same. */
  public static SpecDifference between(LoadedSpec before, LoadedSpec after) {
    return between(before.canonical(), after.canonical());
  }

  static SpecDifference between(String before, String after) {
    return new SpecDifference(new DifferenceWalk().walk(parse(before), parse(after)));
  }

  private static JsonNode parse(String canonical) {
    try {
      return JSON.readTree(canonical);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a canonical form: " + e.getOriginalMessage(), e);
    }
  }

  /** The strongest mark; empty where nothing changed. */
  public Optional<ChangeMark> strongest() {
    return changes.stream().map(Entry::mark).reduce(ChangeMark::or);
  }

  /**
   * One change.
   *
   * @param path such as {@code categories[invoice].priority}
   * @param before as JSON; null where it was not written
   * @param after as JSON; null where it is not written any more
   */
  public record Entry(
      String path, @Nullable String before, @Nullable String after, ChangeMark mark) {}
}
