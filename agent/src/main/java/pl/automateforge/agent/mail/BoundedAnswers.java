package pl.automateforge.agent.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what a server may say between two commands. Angus makes room for a literal as soon as its
 * length is announced, so that an announcement alone must not be believed: a line that ends with
 * {@code {digits}} is looked at before it is passed on. What the bytes of a literal say themselves
 * is a mail's business.
 */
final class BoundedAnswers {
  private final int most;
  private volatile boolean lifted;
  private final AtomicLong left;

  /** What of {@code {digits}CRLF} the last bytes were. */
  private Seen seen = Seen.NOTHING;

  private long announced;

  /** How many bytes of the literal are still to come. */
  private long literal;

  private enum Seen {
    NOTHING,
    OPENED,
    DIGITS,
    CLOSED,
    CR
  }

  BoundedAnswers(int most) {
    this.most = most;
    this.left = new AtomicLong(most);
  }

  void startAgain() {
    left.set(most);
  }

  void lift() {
    lifted = true;
  }

  InputStream over(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int count = in.read(bytes, from, length);
        if (count > 0 && !lifted) {
          take(bytes, from, count);
        }
        return count;
      }
    };
  }

  private void take(byte[] bytes, int from, int count) throws IOException {
    if (left.addAndGet(-count) < 0) {
      throw tooMuch();
    }
    for (int at = from; at < from + count; at++) {
      look(bytes[at]);
    }
  }

  /** Angus looks back into a literal that a line's end follows, so that it is followed as well. */
  private void look(byte b) throws IOException {
    long length = seen == Seen.CR && b == '\n' ? announced : 0;
    seen = next(b);
    if (literal > 0) {
      literal--;
    } else if (length > most) {
      throw tooMuch();
    } else {
      literal = length;
    }
  }

  private Seen next(byte b) {
    boolean isDigit = b >= '0' && b <= '9';
    switch (seen) {
      case OPENED, DIGITS -> {
        if (isDigit) {
          announced = Math.min(announced * 10 + b - '0', Integer.MAX_VALUE);
          return Seen.DIGITS;
        }
        if (b == '}' && seen == Seen.DIGITS) {
          return Seen.CLOSED;
        }
      }
      case CLOSED -> {
        if (b == '\r') {
          return Seen.CR;
        }
      }
      case NOTHING, CR -> {}
    }
    announced = 0;
    return b == '{' ? Seen.OPENED : Seen.NOTHING;
  }

  private AnswerTooLargeException tooMuch() {
    return new AnswerTooLargeException(most);
  }

  /** A server said more than any mail server says. */
  static final class AnswerTooLargeException extends IOException {
    AnswerTooLargeException(int most) {
      super("the server's answer is larger than " + most / (1024 * 1024) + " MB");
    }
  }
}
