package pl.automateforge.agent.source;

import java.io.IOException;

/**
 * One item as the source holds it.
 *
 * @param size of the raw bytes
 * @param raw reads them when they are needed, not before
 */
public record SourceItem(ItemIdentity identity, long size, Raw raw) {

  /** The raw bytes of an item. */
  @FunctionalInterface
  public interface Raw {
    /**
     * The first {@code limit} bytes at most; fails where the item is gone or is another one by now.
     */
    byte[] read(int limit) throws IOException;
  }
}
