package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import pl.automateforge.agent.spec.Hashes;

/** Reads one file whose facts are known, and notices when it changes meanwhile. */
record MailFile(Path path, String key, FileFacts facts, FileOpener opener) {
  private static final int BUFFER = 64 * 1024;

  /** SHA-256, hexadecimal, over the whole file, which is never in memory as a whole. */
  String hash() throws IOException {
    MessageDigest digest = Hashes.digest();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, facts.size() + 1));
    long count = 0;
    try (SeekableByteChannel channel = opener.open(path)) {
      while (channel.read(buffer) >= 0) {
        count += buffer.flip().remaining();
        digest.update(buffer);
        buffer.clear();
      }
    } catch (IOException e) {
      throw sentence(e);
    }
    verifyUnchanged(count == facts.size());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The first bytes. */
  byte[] read(int limit) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(limit, facts.size()));
    try (SeekableByteChannel channel = opener.open(path)) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until the buffer is full or the file ends
      }
    } catch (IOException e) {
      throw sentence(e);
    }
    verifyUnchanged(!buffer.hasRemaining());
    return buffer.array();
  }

  private void verifyUnchanged(boolean sizeFits) throws IOException {
    FileFacts after;
    try {
      after = FileFacts.of(path);
    } catch (IOException e) {
      throw sentence(e);
    }
    if (!sizeFits || !after.equals(facts)) {
      throw changed();
    }
  }

  IOException changed() {
    return new IOException("'" + Keys.printable(key) + "' changed while it was read");
  }

  private IOException sentence(IOException e) {
    String name = "'" + Keys.printable(key) + "' ";
    return switch (e) {
      case NoSuchFileException _ -> new IOException(name + "is gone", e);
      case AccessDeniedException _ -> new IOException(name + "may not be read by this user", e);
      default -> new IOException(name + "cannot be read: " + e.getMessage(), e);
    };
  }
}
