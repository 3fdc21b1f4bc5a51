package pl.automateforge.agent.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Destructive;

/**
 * Which actions need a second condition beside a model's answer: a person's word. Answers to a
 * sender do, and whatever destroys or puts out of sight; no category's risk and no fallback changes
 * that.
 */
final class Confirmation {
  static final String REPLY = "an answer to the sender: a person confirms it first";

  private final AgentContext context;

  Confirmation(AgentContext context) {
    this.context = context;
  }

  /** Why a person has to confirm these actions first; empty where none has to. */
  Optional<String> needed(List<String> actions) {
    if (actions.stream().anyMatch(name -> spec(name) instanceof ActionSpec.Reply)) {
      return Optional.of(REPLY);
    }
    return actions.stream()
        .flatMap(name ->
            destroys(name).map(why -> name + " " + why + ": a person confirms first").stream())
        .findFirst();
  }

  /** Whether these actions put the item before a person by themselves. */
  boolean askAPerson(List<String> actions) {
    return actions.stream().anyMatch(name -> spec(name) instanceof ActionSpec.Review);
  }

  private Optional<String> destroys(String name) {
    ActionSpec spec = spec(name);
    Optional<String> byName = spec == null ? Optional.empty() : Destructive.reason(spec);
    Action action = context.actions().get(name);
    return byName.isPresent() || action == null ? byName : action.destroys();
  }

  private @Nullable ActionSpec spec(String name) {
    return context.loaded().spec().actions().get(name);
  }
}
