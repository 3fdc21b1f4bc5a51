package pl.automateforge.agent.source.imap;

import java.time.Duration;

/**
 * Bounds of reading one folder.
 *
 * @param skipped how many left-out mails one fetch reports; the rest waits for the next one
 * @param problems how many lines of problems one fetch reports
 * @param keptBytes how many bytes of mails one fetch keeps until they are read
 * @param chunkBytes how many bytes of mails one command asks for
 * @param deadline of one fetch
 * @param listed how many mails are read to find one again after the folder forgot its UIDs
 */
public record ImapLimits(
    int skipped, int problems, int keptBytes, int chunkBytes, Duration deadline, int listed) {
  /** What fits an agent with 256 MB of heap. */
  public static final ImapLimits DEFAULT =
      new ImapLimits(5_000, 100, 24 * 1024 * 1024, 2 * 1024 * 1024, Duration.ofMinutes(5), 2_000);

  public ImapLimits {
    if (skipped < 1 || problems < 1 || keptBytes < 0 || chunkBytes < 1 || listed < 1) {
      throw new IllegalArgumentException("every bound of a mailbox is at least 1");
    }
  }
}
