package pl.automateforge.agent.run;

import java.util.List;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;

/** Of parts that are looked at and do not work: it takes nothing and holds nothing. */
final class NoJournal implements Journal {
  private static final String NONE = "these parts were put together without a journal";

  @Override
  public void commit(List<? extends Entry> entries) {
    throw new JournalException(NONE);
  }

  @Override
  public JournalView view() {
    throw new JournalException(NONE);
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine(NONE);
  }

  @Override
  public void close() {}
}
