package pl.automateforge.agent.run;

import java.util.function.Consumer;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;

/** What an agent's journal knows of its source. */
record KnownItems(AgentContext context) implements Source.Known {
  @Override
  public boolean contains(ItemIdentity identity) {
    return context.journal().view().knows(identity.id(context.agent()));
  }

  @Override
  public void each(String container, Consumer<ItemIdentity> consumer) {
    context.journal().view().eachFrom(container, consumer);
  }
}
