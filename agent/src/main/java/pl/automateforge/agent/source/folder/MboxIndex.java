package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.Hashes;

/**
 * Where each message of an mbox lies. A message's key counts how often the same bytes came before
 * it, so that two equal messages are two items and deleting one message renames no other.
 *
 * @param facts of the file that was read
 */
record MboxIndex(FileFacts facts, List<Entry> entries, Map<ItemIdentity, Entry> byIdentity) {

  /**
   * One message.
   *
   * @param start offset of its first byte in the file
   * @param end offset after its last byte
   * @param size of the message itself, unquoted
   * @param date of its From line
   */
  record Entry(long start, long end, long size, Instant date, ItemIdentity identity) {}

  /**
   * Reads the whole file once.
   *
   * @throws IOException in a sentence, where it is no mbox, too large, or cannot be read
   */
  static MboxIndex of(Path file, FileOpener opener, FolderLimits limits) throws IOException {
    FileFacts facts = FileFacts.of(file);
    var builder = new Builder(file, limits);
    try (InputStream in = Channels.newInputStream(opener.open(file))) {
      if (!new MboxScanner(in, 0).messages(builder)) {
        throw new IOException(
            "the file %s is no mbox: its first line is no 'From ' line with a date"
                .formatted(file));
      }
    }
    if (!FileFacts.of(file).equals(facts)) {
      throw new IOException("the mbox " + file + " changed while it was read; it is read again");
    }
    return builder.build(facts);
  }

  private static final class Builder implements MboxScanner.Sink {
    private final Path file;
    private final FolderLimits limits;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<ItemIdentity, Entry> byIdentity = new HashMap<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final MessageDigest digest = Hashes.digest();
    private long start;
    private long size;
    private Instant date = Instant.EPOCH;

    Builder(Path file, FolderLimits limits) {
      this.file = file;
      this.limits = limits;
    }

    @Override
    public void begins(long offset, Instant fromDate) throws IOException {
      if (entries.size() >= limits.messages()) {
        throw new IOException(
            "the mbox %s holds more than %d messages; split it".formatted(file, limits.messages()));
      }
      start = offset;
      date = fromDate;
      size = 0;
    }

    @Override
    public void bytes(byte[] buffer, int from, int length) {
      digest.update(buffer, from, length);
      size += length;
    }

    @Override
    public void ends(long offset) {
      String hash = HexFormat.of().formatHex(digest.digest());
      int occurrence = occurrences.merge(hash, 1, Integer::sum);
      var identity = new ItemIdentity(FolderSource.CONTAINER, "mbox:" + occurrence, hash);
      var entry = new Entry(start, offset, size, date, identity);
      entries.add(entry);
      byIdentity.put(identity, entry);
    }

    MboxIndex build(FileFacts facts) {
      return new MboxIndex(facts, entries, byIdentity);
    }
  }
}
