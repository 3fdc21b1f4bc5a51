package pl.automateforge.agent.decision;

import pl.automateforge.agent.check.Component;
import pl.automateforge.agent.content.Content;

/** Decides about one item at a time; called from many threads at once. */
public interface Decider extends Component {

  /**
   * Who decides, as the journal records it: provider and model, such as {@code
   * anthropic:claude-sonnet-5-5}.
   */
  String name();

  /** The revision of the prompt renderer and the answer schema: evidence hangs on it. */
  String revision();

  /**
   * Gets everything ready that the first item would otherwise wait for, without asking anybody:
   * called once before many threads decide.
   *
   * @throws InterruptedException where the thread was interrupted meanwhile
   */
  default void prepare() throws InterruptedException {}

  /**
   * What asking about this item may cost at most: never less than what it will cost. Unknown where
   * nobody knows the price.
   */
  default Cost worstCase(Content content) {
    return Cost.FREE;
  }

  /**
   * Asks once. Never retries by itself and never sleeps: what may be tried again is an outcome.
   *
   * @throws InterruptedException where the run was stopped meanwhile
   */
  Decision decide(Content content) throws InterruptedException;
}
