package pl.automateforge.agent.source.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** One mbox file: its messages in the order in which they stand. */
final class MboxFile implements Mails {
  private final Path file;
  private final FileOpener opener;
  private final FolderLimits limits;

  /** Messages are read from other threads than the one that fetches. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable MboxIndex index;

  MboxFile(Path file, FileOpener opener, FolderLimits limits) {
    this.file = file;
    this.opener = opener;
    this.limits = limits;
  }

  @Override
  public List<? extends Mail> oldestFirst(Problems problems) throws IOException {
    return index().entries().stream().map(InMbox::new).toList();
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    MboxIndex.Entry entry = index().byIdentity().get(identity);
    return entry == null ? null : item(entry);
  }

  @Override
  public String describe() throws IOException {
    byte[] head = new byte[FromLine.MAX_BYTES];
    try (InputStream in = Channels.newInputStream(opener.open(file))) {
      int length = in.readNBytes(head, 0, head.length);
      if (length > 0
          && !new MboxScanner(new ByteArrayInputStream(head, 0, length), 0)
              .messages(new MboxScanner.Keep(0))) {
        throw new IOException("its first line is no 'From ' line with a date");
      }
    }
    return "an mbox of " + FileFacts.of(file).size() + " bytes";
  }

  @Override
  public void forget() {
    lock.lock();
    try {
      index = null;
    } finally {
      lock.unlock();
    }
  }

  private MboxIndex index() throws IOException {
    lock.lock();
    try {
      MboxIndex current = index;
      if (current == null || !current.facts().equals(FileFacts.of(file))) {
        current = MboxIndex.of(file, opener, limits);
        index = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private SourceItem item(MboxIndex.Entry entry) {
    return new SourceItem(entry.identity(), entry.size(), limit -> read(entry.identity(), limit));
  }

  /** Looks the message up again: mail that was appended meanwhile does not move it away. */
  private byte[] read(ItemIdentity identity, int limit) throws IOException {
    MboxIndex.Entry entry = index().byIdentity().get(identity);
    if (entry == null) {
      throw new IOException("message " + identity.contentHash() + " is gone from " + file);
    }
    var keep = new MboxScanner.Keep((int) Math.min(limit, entry.size()));
    try (SeekableByteChannel channel = opener.open(file)) {
      channel.position(entry.start());
      var range = new Range(Channels.newInputStream(channel), entry.end() - entry.start());
      new MboxScanner(range, 0).lines(keep);
    }
    byte[] bytes = keep.whole();
    boolean isIt =
        bytes != null
            && (bytes.length < entry.size() || Hashes.sha256(bytes).equals(identity.contentHash()));
    if (bytes == null || !isIt) {
      throw new IOException("the mbox " + file + " changed while it was read");
    }
    return bytes;
  }

  private final class InMbox implements Mail {
    private final MboxIndex.Entry entry;

    InMbox(MboxIndex.Entry entry) {
      this.entry = entry;
    }

    @Override
    public Instant modified() {
      return entry.date();
    }

    @Override
    public Instant arrived() {
      return entry.date();
    }

    @Override
    public SourceItem item() {
      return MboxFile.this.item(entry);
    }
  }

  /** The next bytes of a stream and no more. */
  private static final class Range extends InputStream {
    private final InputStream in;
    private long left;

    Range(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(bytes, from, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
