package pl.automateforge.agent.run;

import java.util.List;
import java.util.Optional;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Category;

/** What follows from each category of the spec at work. */
record SpecPlans(AgentSpec spec) implements InboxReader.Plans {
  @Override
  public Optional<Plan> of(String category) {
    return spec.category(category).map(c -> new Plan(c.actions(), c.priority()));
  }

  @Override
  public List<String> names() {
    return spec.categories().stream().map(Category::id).toList();
  }
}
