package pl.automateforge.agent.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what a server may say between two commands. Angus makes room for a literal as soon as its
 * length is announced, so that an announcement alone must not be believed: a line that ends with
 * {@code {digits}} is looked at before it is passed on.
 */
final class BoundedAnswers {
  private final int most;
  private volatile boolean lifted;
  private final AtomicLong left;

  /** How far into {@code {digits}} the last byte was; -1 outside of it. */
  private long announced = -1;

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

  private void look(byte b) throws IOException {
    if (b == '{') {
      announced = 0;
    } else if (announced >= 0 && b >= '0' && b <= '9') {
      announced = Math.min(announced * 10 + b - '0', Integer.MAX_VALUE);
    } else {
      if (b == '}' && announced > most) {
        throw tooMuch();
      }
      announced = -1;
    }
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
