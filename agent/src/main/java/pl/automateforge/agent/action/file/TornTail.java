package pl.automateforge.agent.action.file;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends a file whose last line has no end, as a crash within a write leaves it. A line that is
 * whole gets its end; what is not goes to a file beside, named {@code .torn}, and is cut off.
 */
final class TornTail {
  private static final Logger log = LoggerFactory.getLogger(TornTail.class);
  private static final int STEP = 64 * 1024;
  private static final ObjectReader STRICT =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private TornTail() {}

  static void mend(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] tail = tail(path, file);
      if (tail.length == 0) {
        return;
      }
      long end = file.size();
      if (isObject(tail)) {
        writeAll(file.position(end), new byte[] {'\n'});
      } else {
        setAside(path, tail);
        file.truncate(end - tail.length);
      }
      file.force(true);
    }
  }

  private static byte[] tail(Path path, FileChannel file) throws IOException {
    byte[] tail = new byte[0];
    long start = file.size();
    while (start > 0) {
      int length = (int) Math.min(STEP, start);
      start -= length;
      byte[] block = read(file, start, length);
      int lineBreak = lastLineBreak(block);
      tail = joined(Arrays.copyOfRange(block, lineBreak + 1, length), tail);
      if (lineBreak >= 0) {
        return tail;
      }
      if (tail.length > EffectLines.LONGEST) {
        throw new IOException(path + " holds no JSON lines: its last line has no beginning");
      }
    }
    return tail;
  }

  private static boolean isObject(byte[] tail) {
    try {
      return STRICT.readTree(tail).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private static void setAside(Path path, byte[] tail) throws IOException {
    Path torn = path.resolveSibling(path.getFileName() + ".torn");
    try (FileChannel out =
        FileChannel.open(
            torn, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      writeAll(out, joined(tail, new byte[] {'\n'}));
      out.force(true);
    }
    log.warn("the last line of {} was torn: its {} bytes are now in {}", path, tail.length, torn);
  }

  private static void writeAll(FileChannel file, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  private static byte[] read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
      // until the block is full
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static int lastLineBreak(byte[] block) {
    int at = block.length - 1;
    while (at >= 0 && block[at] != '\n') {
      at--;
    }
    return at;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
