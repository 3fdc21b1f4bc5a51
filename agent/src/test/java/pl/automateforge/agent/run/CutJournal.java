package pl.automateforge.agent.run;

import java.util.List;
import java.util.function.Predicate;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;

/** A journal whose process dies before it writes a certain entry. */
final class CutJournal extends PassingJournal {
  private final Predicate<Entry> before;

  CutJournal(Journal real, Predicate<Entry> before) {
    super(real);
    this.before = before;
  }

  /** The process is gone. */
  static final class Cut extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void commit(List<? extends Entry> entries) {
    if (entries.stream().anyMatch(before)) {
      throw new Cut();
    }
    super.commit(entries);
  }
}
