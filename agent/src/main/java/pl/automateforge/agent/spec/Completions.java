package pl.automateforge.agent.spec;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Defaults that depend on other values, and the table of model aliases. Frozen by {@code autoforge:
 * 1}, as all defaults are.
 */
final class Completions {
  /** Who serves Claude, and so knows its aliases and takes no temperature. */
  static final Set<ModelSpec.Provider> CLAUDE =
      EnumSet.of(
          ModelSpec.Provider.ANTHROPIC,
          ModelSpec.Provider.BEDROCK,
          ModelSpec.Provider.VERTEX,
          ModelSpec.Provider.FOUNDRY);

  private static final Map<String, String> ALIASES =
      Map.of("sonnet", "claude-sonnet-5-5", "haiku", "claude-haiku-5-5", "opus", "claude-opus-5-5");

  private Completions() {}

  static Object complete(Object record) {
    return record instanceof ModelSpec model ? complete(model) : record;
  }

  private static ModelSpec complete(ModelSpec model) {
    SecretSlot key = model.apiKey();
    Endpoint url = model.baseUrl();
    String name = model.name();
    if (model.behind() == ModelSpec.Provider.ANTHROPIC) {
      key = key == null ? new SecretSlot("${ANTHROPIC_API_KEY}") : key;
      url = url == null ? new Endpoint("${ANTHROPIC_BASE_URL:-}") : url;
    }
    if (model.provider() == ModelSpec.Provider.BEDROCK) {
      key = key == null ? new SecretSlot("${AWS_BEARER_TOKEN_BEDROCK}") : key;
      url = url == null ? new Endpoint("https://bedrock-mantle.${AWS_REGION}.api.aws") : url;
    }
    if (model.provider() == ModelSpec.Provider.FOUNDRY) {
      key = key == null ? new SecretSlot("${ANTHROPIC_FOUNDRY_API_KEY}") : key;
      url =
          url == null
              ? new Endpoint("https://${ANTHROPIC_FOUNDRY_RESOURCE}.services.ai.azure.com")
              : url;
    }
    if (model.provider() == ModelSpec.Provider.LOCAL) {
      key = null;
      url = null;
      name = "";
    }
    if (CLAUDE.contains(model.behind())) {
      name = fullId(model.provider(), name.isEmpty() ? "sonnet" : name);
    }
    return new ModelSpec(
        model.provider(),
        name,
        key,
        url,
        model.maxTokens(),
        model.temperature(),
        model.timeout(),
        model.budget(),
        model.precision());
  }

  /**
   * What an alias stands for; any other name unchanged. It is the vendor's id at every provider:
   * what a cloud calls the model is known to who asks it.
   */
  static String fullId(ModelSpec.Provider provider, String name) {
    return CLAUDE.contains(provider) || provider == ModelSpec.Provider.CASCADE
        ? ALIASES.getOrDefault(name, name)
        : name;
  }

  /** Whether a model of this name is Claude; no name is Claude's default. */
  static boolean isClaude(String name) {
    return name.isEmpty() || ALIASES.containsKey(name) || name.startsWith("claude-");
  }

  /** The agent with a whole fallback. */
  static AgentSpec complete(AgentSpec agent, Draft draft) {
    Fallback written = agent.fallback();
    String category = written.category().isEmpty() ? lastHandled(agent) : written.category();
    List<String> actions =
        draft.isWritten("fallback.actions") ? written.actions() : firstReview(agent.actions());
    return agent.with(new Fallback(category, written.below(), actions));
  }

  private static String lastHandled(AgentSpec agent) {
    Category last = agent.categories().getFirst();
    for (Category category : agent.categories()) {
      if (category.id().equals("other")) {
        return category.id();
      }
      last = category.priority() >= last.priority() ? category : last;
    }
    return last.id();
  }

  private static List<String> firstReview(Map<String, ActionSpec> actions) {
    return actions.entrySet().stream()
        .filter(e -> e.getValue() instanceof ActionSpec.Review)
        .map(Map.Entry::getKey)
        .limit(1)
        .toList();
  }
}
