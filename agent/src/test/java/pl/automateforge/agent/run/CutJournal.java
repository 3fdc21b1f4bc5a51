package pl.automateforge.agent.run;

import java.util.List;
import java.util.function.Predicate;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;

/** A journal whose process dies before it writes a certain entry. */
record CutJournal(Journal real, Predicate<Entry> before) implements Journal {
  /** The process is gone. */
  static final class Cut extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void commit(List<? extends Entry> entries) {
    if (entries.stream().anyMatch(before)) {
      throw new Cut();
    }
    real.commit(entries);
  }

  @Override
  public JournalView view() {
    return real.view();
  }

  @Override
  public CheckResult check() {
    return real.check();
  }

  @Override
  public void close() {}
}
