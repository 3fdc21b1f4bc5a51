package pl.automateforge.agent.health;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.run.RunObserver;

/**
 * Writes each item's way through a run into the log: ids, categories and times, never what an item
 * says. Safe for all threads.
 */
public final class LogObserver implements RunObserver {
  private static final Logger LOG = LoggerFactory.getLogger(LogObserver.class);

  private volatile long current;

  @Override
  public void runBegan(long run, long taken) {
    current = run;
    LOG.debug("Run {} took {} items.", run, taken);
  }

  @Override
  public void runEnded(long run, RunState state, RunSums sums, long backlog) {
    LOG.debug("Run {} ended {}: {}, backlog {}.", run, state, sums, backlog);
  }

  @Override
  public void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    String end = outcome == null ? "in flight" : outcome.name().toLowerCase(Locale.ROOT);
    LOG.atInfo()
        .addKeyValue("run", current)
        .addKeyValue("item", item)
        .addKeyValue("category", category == null ? "" : category)
        .addKeyValue("outcome", end)
        .addKeyValue("milliseconds", took.toMillis())
        .log(
            "Item {} left run {}: {}, category {}, after {} ms.",
            item,
            current,
            end,
            category == null ? "none" : category,
            took.toMillis());
  }
}
