package pl.automateforge.agent.run;

import java.util.List;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;

/** A journal that passes every call on; its owner closes the real one. */
class PassingJournal implements Journal {
  private final Journal real;

  PassingJournal(Journal real) {
    this.real = real;
  }

  @Override
  public void commit(List<? extends Entry> entries) {
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
