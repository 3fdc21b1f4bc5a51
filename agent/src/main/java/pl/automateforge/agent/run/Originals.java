package pl.automateforge.agent.run;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/** The items at their source, asked for by one thread at a time; safe to use from many. */
final class Originals {
  /** What a message may weigh to be read whole; of a larger one the first part is read. */
  private static final int READ_LIMIT = 8 << 20;

  private final Source source;
  private final AgentContext.Reader reader;
  private final ByteBudget memory = new ByteBudget(Runtime.getRuntime().maxMemory() / 8);
  private final ReentrantLock lock = new ReentrantLock();

  Originals(Source source, AgentContext.Reader reader) {
    this.source = source;
    this.reader = reader;
  }

  /** What the item says; null where the source does not hold it any more. */
  @Nullable Reading read(ItemTask task) throws IOException, InterruptedException {
    SourceItem item = task.fresh == null ? find(task.identity) : task.fresh;
    if (item == null) {
      return null;
    }
    int weight = (int) Math.min(item.size(), READ_LIMIT);
    task.rest();
    memory.take(weight);
    task.go();
    try {
      byte[] raw = item.raw().read(READ_LIMIT);
      task.mark = OwnMark.of(raw);
      return reader.read(raw, item.size() > READ_LIMIT);
    } finally {
      memory.give(weight);
    }
  }

  /** Where an effect's item came from, read once more when an action asks for it. */
  Origin of(ItemTask task) {
    return new Origin(task.identity, task.size, limit -> raw(task.identity, limit));
  }

  private byte[] raw(ItemIdentity identity, int limit) throws IOException {
    SourceItem item = find(identity);
    if (item == null) {
      throw new IOException("the source does not hold the item any more");
    }
    return item.raw().read(limit);
  }

  private @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    lock.lock();
    try {
      return source.find(identity);
    } finally {
      lock.unlock();
    }
  }

  /** Tells the source that the item ended. */
  void settle(ItemIdentity identity) throws IOException {
    lock.lock();
    try {
      source.settle(identity);
    } finally {
      lock.unlock();
    }
  }
}
