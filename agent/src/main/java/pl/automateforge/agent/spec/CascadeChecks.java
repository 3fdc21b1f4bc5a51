package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Optional;

/** What keeps a cascade from asking the right model, or its local model from ever deciding. */
final class CascadeChecks {
  private CascadeChecks() {}

  static void check(Draft draft) {
    String name = draft.get("model.name", String.class).orElse("");
    if (Completions.isClaude(name)) {
      return;
    }
    if (!draft.isWritten("model.baseUrl")) {
      draft.error(
          "model.name",
          Words.quote(name)
              + " is not a model of Claude, and no model.baseUrl names a server that has it; expected"
              + " sonnet, haiku, opus, a full id such as claude-sonnet-5-5, or model.baseUrl");
    }
  }

  /** Says at the spec's provider where the model is asked about every item. */
  static void warn(Draft draft, AgentSpec agent, List<Example> examples) {
    if (agent.model().provider() != ModelSpec.Provider.CASCADE) {
      return;
    }
    why(agent, examples)
        .ifPresent(why ->
            draft.warn("model.provider", "the local model decides nothing by itself: " + why));
  }

  private static Optional<String> why(AgentSpec agent, List<Example> examples) {
    int fewest = Demonstration.fewest(agent.model().precision());
    if (examples.size() < fewest) {
      return Optional.of(
          examples.size()
              + " examples cannot demonstrate a precision of "
              + agent.model().precision()
              + "; it takes "
              + fewest
              + " that are all right");
    }
    return ModelTexts.withoutThem(agent).isEmpty()
        ? Optional.of(
            "the actions of every category name the reason or a field of the answer, or pass the"
                + " fields on, which only the model writes")
        : Optional.empty();
  }
}
