package pl.automateforge.agent.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket whose answers are bounded. To Angus it is a plain one, whether or not TLS is
 * inside: connecting it again does nothing.
 */
final class LineSocket extends Socket {
  private final Socket inner;
  private final BoundedAnswers bound;
  private final @Nullable InputStream from;

  LineSocket(Socket inner, int answerBytes) {
    this(inner, answerBytes, null);
  }

  /**
   * @param from what is read instead of the socket's own stream; null for that one
   */
  LineSocket(Socket inner, int answerBytes, @Nullable InputStream from) {
    this.inner = inner;
    this.from = from;
    this.bound = new BoundedAnswers(answerBytes);
  }

  /** From here on the bytes are encrypted, and the socket above bounds them. */
  void carriesTls() {
    bound.lift();
  }

  /** Closes without a goodbye, so that nobody who reads or writes goes on waiting. */
  void abandon() {
    try {
      inner.setSoLinger(true, 0);
    } catch (SocketException e) {
      // closed already
    }
    try {
      inner.close();
    } catch (IOException e) {
      // what cannot be closed is gone
    }
  }

  @Override
  public void connect(SocketAddress endpoint) {
    // is connected, to the address that was checked
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) {
    // as above
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return bound.over(from == null ? inner.getInputStream() : from);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(inner.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        bound.startAgain();
        out.write(bytes, from, length);
      }
    };
  }

  @Override
  public InetAddress getInetAddress() {
    return inner.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return inner.getLocalAddress();
  }

  @Override
  public int getPort() {
    return inner.getPort();
  }

  @Override
  public int getLocalPort() {
    return inner.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return inner.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return inner.getLocalSocketAddress();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    inner.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return inner.getSoTimeout();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    inner.setTcpNoDelay(on);
  }

  @Override
  public void setSoLinger(boolean on, int linger) throws SocketException {
    inner.setSoLinger(on, linger);
  }

  @Override
  public boolean isConnected() {
    return inner.isConnected();
  }

  @Override
  public boolean isBound() {
    return inner.isBound();
  }

  @Override
  public boolean isClosed() {
    return inner.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return inner.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return inner.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    inner.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    inner.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }

  @Override
  public String toString() {
    return "LineSocket[" + inner.getRemoteSocketAddress() + "]";
  }
}
