package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Streams an mbox line by line, whatever the lines' lengths, and hands out messages with {@code
 * >From } unquoted. The empty line before a separator belongs to the separator, so that a message
 * reads the same whether it is the last one or not.
 */
final class MboxScanner {

  /** Takes what the scanner finds. */
  interface Sink {
    /** A message begins at this offset of the file. */
    void begins(long offset, Instant date) throws IOException;

    /** More bytes of it. */
    void bytes(byte[] buffer, int from, int length);

    /** It ends before this offset. */
    void ends(long offset) throws IOException;
  }

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int filled;

  /** The file's offset of {@code buffer[0]}. */
  private long base;

  private final byte[] head = new byte[FromLine.MAX_BYTES];
  private int headLength;
  private boolean headIsWholeLine;

  private final byte[] blank = new byte[2];
  private int blankLength;

  MboxScanner(InputStream in, long offset) {
    this.in = in;
    this.base = offset;
  }

  /**
   * Reads all messages.
   *
   * @return false where the stream does not begin with a separator
   */
  boolean messages(Sink sink) throws IOException {
    boolean mayBegin = true;
    boolean inMessage = false;
    long line = offset();
    while (nextHead()) {
      Instant date = mayBegin && headIsWholeLine ? FromLine.date(head, headLength) : null;
      if (date != null) {
        if (inMessage) {
          sink.ends(line - blankLength);
        }
        blankLength = 0;
        inMessage = true;
        mayBegin = false;
        sink.begins(offset(), date);
      } else if (!inMessage) {
        return false;
      } else {
        mayBegin = passOn(sink);
      }
      line = offset();
    }
    if (inMessage) {
      sink.ends(line - blankLength);
    }
    return true;
  }

  /** Reads the lines of one message, with no separators in it. */
  void lines(Sink sink) throws IOException {
    while (nextHead()) {
      passOn(sink);
    }
    flushBlank(sink);
  }

  /** Passes one line on; true where it was empty and is held back. */
  private boolean passOn(Sink sink) throws IOException {
    flushBlank(sink);
    if (headIsWholeLine && isBlank()) {
      System.arraycopy(head, 0, blank, 0, headLength);
      blankLength = headLength;
      return true;
    }
    int quote = isQuotedFrom() ? 1 : 0;
    sink.bytes(head, quote, headLength - quote);
    if (!headIsWholeLine) {
      passRestOn(sink);
    }
    return false;
  }

  private void flushBlank(Sink sink) {
    if (blankLength > 0) {
      sink.bytes(blank, 0, blankLength);
      blankLength = 0;
    }
  }

  private boolean isBlank() {
    return head[0] == '\n' || (headLength == 2 && head[0] == '\r' && head[1] == '\n');
  }

  private boolean isQuotedFrom() {
    int quotes = 0;
    while (quotes < headLength && head[quotes] == '>') {
      quotes++;
    }
    return quotes > 0
        && headLength - quotes >= 5
        && head[quotes] == 'F'
        && head[quotes + 1] == 'r'
        && head[quotes + 2] == 'o'
        && head[quotes + 3] == 'm'
        && head[quotes + 4] == ' ';
  }

  /** Fills {@code head} with the beginning of the next line; false at the end. */
  private boolean nextHead() throws IOException {
    headLength = 0;
    headIsWholeLine = false;
    while (headLength < head.length) {
      if (position == filled && !fill()) {
        headIsWholeLine = true;
        return headLength > 0;
      }
      byte b = buffer[position++];
      head[headLength++] = b;
      if (b == '\n') {
        headIsWholeLine = true;
        return true;
      }
    }
    return true;
  }

  private void passRestOn(Sink sink) throws IOException {
    while (position < filled || fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      boolean lineEnds = end < filled;
      int next = lineEnds ? end + 1 : end;
      sink.bytes(buffer, position, next - position);
      position = next;
      if (lineEnds) {
        return;
      }
    }
  }

  private boolean fill() throws IOException {
    base += filled;
    position = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private long offset() {
    return base + position;
  }

  /** Keeps the first bytes of one message. */
  static final class Keep implements Sink {
    private final byte[] bytes;
    private int length;

    Keep(int limit) {
      bytes = new byte[limit];
    }

    @Override
    public void begins(long offset, Instant date) {}

    @Override
    public void bytes(byte[] buffer, int from, int count) {
      int fits = Math.min(count, bytes.length - length);
      System.arraycopy(buffer, from, bytes, length, fits);
      length += fits;
    }

    @Override
    public void ends(long offset) {}

    byte @Nullable [] whole() {
      return length == bytes.length ? bytes : null;
    }
  }
}
