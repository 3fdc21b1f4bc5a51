package pl.automateforge.agent.proof;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/**
 * The real source, which is told that everything but the trial's item is known: it finds that one
 * in its own way, and gives no other.
 */
final class TrialSource implements Source {
  private final Source real;
  private final Planted planted;
  private final ItemIdentity only;
  private final AtomicBoolean fetched = new AtomicBoolean();

  TrialSource(Source real, Planted planted) {
    this.real = real;
    this.planted = planted;
    this.only = planted.item().identity();
  }

  /** Whether the real source gave the item by itself. */
  boolean fetched() {
    return fetched.get();
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    if (known.contains(only)) {
      return new Batch(List.of(), after, List.of());
    }
    Batch batch = real.fetch(Cursor.START, new AllButOne(), limit);
    List<SourceItem> items =
        batch.items().stream().filter(item -> item.identity().equals(only)).toList();
    fetched.compareAndSet(false, !items.isEmpty());
    return new Batch(items, after, List.of());
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    return identity.equals(only) ? real.find(identity) : null;
  }

  @Override
  public void settle(ItemIdentity identity) throws IOException {
    if (identity.equals(only)) {
      real.settle(identity);
    }
  }

  @Override
  public long backlog(Cursor after, Known known) {
    return known.contains(only) ? 0 : 1;
  }

  @Override
  public CheckResult check() {
    return real.check();
  }

  private final class AllButOne implements Known {
    @Override
    public boolean contains(ItemIdentity identity) {
      return !identity.equals(only);
    }

    @Override
    public void each(String container, Consumer<ItemIdentity> consumer) {
      planted.eachOther(identity -> {
        if (identity.container().startsWith(container)) {
          consumer.accept(identity);
        }
      });
    }
  }

  /** The real source is another's to close. */
  @Override
  public void close() {}
}
