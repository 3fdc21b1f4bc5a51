package pl.automateforge.agent.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;

/**
 * What follows from each category, read from the version that the journal says worked last: for
 * commands that have no spec at hand.
 */
public final class VersionPlans implements InboxReader.Plans {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Plan> plans;

  private VersionPlans(Map<String, Plan> plans) {
    this.plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
  }

  /** The plans of the version that worked last; none where no version worked yet. */
  public static VersionPlans of(JournalView view) {
    Map<String, Plan> plans = new LinkedHashMap<>();
    view.lastVersion().map(VersionPlans::parse).ifPresent(plans::putAll);
    return new VersionPlans(plans);
  }

  private static Map<String, Plan> parse(String canonical) {
    try {
      Map<String, Plan> plans = new LinkedHashMap<>();
      for (JsonNode category : JSON.readTree(canonical).path("categories")) {
        List<String> actions = new ArrayList<>();
        category.path("actions").forEach(action -> actions.add(action.asText()));
        plans.put(
            category.path("id").asText(), new Plan(actions, category.path("priority").asInt(1)));
      }
      return plans;
    } catch (JsonProcessingException e) {
      throw new JournalException("the journal's last version cannot be read", e);
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(plans.keySet());
  }

  @Override
  public Optional<Plan> of(String category) {
    return Optional.ofNullable(plans.get(category));
  }
}
