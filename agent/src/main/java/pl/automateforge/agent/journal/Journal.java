package pl.automateforge.agent.journal;

import java.util.List;
import pl.automateforge.agent.check.Component;

/** The agent's only state. Safe to use from many threads at once. */
public interface Journal extends Component {

  /**
   * Writes the entries in this order as one transaction, and returns once they are durable.
   *
   * @throws JournalException where they could not be written: none of them was
   */
  void commit(List<? extends Entry> entries);

  /** {@link #commit(List)} of these. */
  default void commit(Entry... entries) {
    commit(List.of(entries));
  }

  /** What is committed, for reading. */
  JournalView view();
}
