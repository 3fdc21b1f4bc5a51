package pl.automateforge.agent.source.folder;

/**
 * Bounds of one folder or mbox.
 *
 * @param messages how many messages it may hold; more is an error that says so
 * @param depth how many folders deep below the configured one
 * @param problems how many lines of problems one fetch reports before it only counts them
 * @param skipped how many left-out messages one fetch reports; the rest waits for the next one
 */
public record FolderLimits(int messages, int depth, int problems, int skipped) {
  /** What fits an agent with 256 MB of heap. */
  public static final FolderLimits DEFAULT = new FolderLimits(500_000, 32, 100, 10_000);

  public FolderLimits {
    if (messages < 1 || depth < 1 || problems < 1 || skipped < 1) {
      throw new IllegalArgumentException(
          "every bound of a folder is at least 1, got messages=%d depth=%d problems=%d skipped=%d"
              .formatted(messages, depth, problems, skipped));
    }
  }
}
