package pl.automateforge.agent.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.Component;

/** Fetches items and settles them. One thread at a time. */
public interface Source extends Component {

  /**
   * Items that are not known yet, oldest first.
   *
   * @param after where the last journalled batch ended
   * @param known what the journal knows; an item it knows is never returned again
   * @param limit how many at most
   * @throws IOException where the source cannot be read; nothing was lost, the next run asks again
   */
  Batch fetch(Cursor after, Known known, int limit) throws IOException;

  /**
   * Finds one item again that the journal knows, for an item that was handed back before it was
   * read; null where it is gone.
   */
  @Nullable SourceItem find(ItemIdentity identity) throws IOException;

  /** Called once the journal holds the item's end: a place to mark it at the source. */
  void settle(ItemIdentity identity) throws IOException;

  /** How many items the source holds that the journal does not know. */
  long backlog(Cursor after, Known known) throws IOException;

  /**
   * Listens for new items, where the source can tell by itself that some came. Nothing is fetched;
   * whoever listens runs. The source keeps listening through every fault until the listening is
   * closed, or the source is.
   *
   * @param news called from a thread of the source's own: some may have come
   * @return ends the listening; empty where the source cannot tell
   */
  default Optional<Listening> listen(Runnable news) {
    return Optional.empty();
  }

  /**
   * Puts an item there for a trial, as if it had come by itself.
   *
   * @param mail the raw bytes of a message
   * @return empty where nothing can be put into this kind of source
   * @throws IOException where it could not be put there; nothing is left behind
   */
  default Optional<Planted> plant(byte[] mail) throws IOException {
    return Optional.empty();
  }

  /** An item of a trial. */
  interface Planted {
    /** As the source would give it. */
    SourceItem item();

    /**
     * Names everything else that the source holds, for whoever pretends to know it, so that the
     * trial costs no more than its own item. Names nothing where that makes no difference.
     */
    default void eachOther(Consumer<ItemIdentity> consumer) {}

    /**
     * Takes it away again, also from a place to which an action moved it.
     *
     * @return what was taken away and from where, in a sentence
     */
    String remove() throws IOException;
  }

  /** An ear at the source. */
  @FunctionalInterface
  interface Listening extends AutoCloseable {
    /** Listens no longer. May be called twice. */
    @Override
    void close();
  }

  /** What the journal knows. Reads a committed state; asked by the thread that fetches. */
  @FunctionalInterface
  interface Known {
    /** Whether the journal holds this item, in whatever state. */
    boolean contains(ItemIdentity identity);

    /**
     * Every item that the journal holds from containers whose name begins so, in the order in which
     * they were received; an item whose place was erased is not among them. None, unless the
     * implementation says more.
     */
    default void each(String container, Consumer<ItemIdentity> consumer) {}
  }

  /**
   * What one fetch found.
   *
   * @param next the cursor to keep once the items are journalled
   * @param problems items that could not be read this time, in words; they are asked for again
   * @param skipped items that a filter of the spec leaves out; the journal records them so that
   *     they are accounted for, and knows them from then on. They do not count towards the limit
   */
  record Batch(List<SourceItem> items, Cursor next, List<String> problems, List<Skipped> skipped) {
    public Batch {
      items = List.copyOf(items);
      problems = List.copyOf(problems);
      skipped = List.copyOf(skipped);
    }

    /** A batch from which nothing was left out. */
    public Batch(List<SourceItem> items, Cursor next, List<String> problems) {
      this(items, next, problems, List.of());
    }
  }

  /**
   * An item that was left out on purpose.
   *
   * @param filter the filter's name in the spec, such as {@code since}
   */
  record Skipped(ItemIdentity identity, String filter) {}
}
