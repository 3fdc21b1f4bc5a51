package pl.automateforge.agent.spec;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One agent, whole: everything that changes its behaviour, with every default filled in. */
public record AgentSpec(
    String name,
    @Nullable String client,
    AgentType type,
    String goal,
    List<Kpi> kpi,
    Language language,
    ZoneId timezone,
    ModelSpec model,
    PromptSpec prompt,
    OutputSpec output,
    List<Category> categories,
    Fallback fallback,
    SourceSpec source,
    @Nullable MailSpec mail,
    Map<String, ActionSpec> actions,
    Schedule schedule,
    Limits limits,
    Privacy privacy,
    Reports reports,
    LogSpec log,
    @Nullable HealthSpec health) {

  public AgentSpec {
    kpi = List.copyOf(kpi);
    categories = List.copyOf(categories);
    SequencedMap<String, ActionSpec> ordered = new LinkedHashMap<>(actions);
    actions = Collections.unmodifiableMap(ordered);
  }

  /** The category with this id, empty where the spec has none. */
  public Optional<Category> category(String id) {
    return categories.stream().filter(c -> c.id().equals(id)).findFirst();
  }
}
