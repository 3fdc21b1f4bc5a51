package pl.automateforge.agent.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * The first byte of a server that speaks plain text. One that waits for encryption says nothing at
 * all, so where it is silent for long it is asked by a handshake's first message on a connection of
 * its own, without a secret and without a certificate taken.
 */
final class Greeting {
  private static final int HANDSHAKE = 0x16;
  private static final int ALERT = 0x15;

  private Greeting() {}

  /**
   * What the server says, from its first byte on; a server that is only slow goes on being waited
   * for.
   *
   * @param longest within which the answer is there
   * @param keeper is handed a second connection before it is used, so that it can be cut
   * @throws EncryptedPortException where the server speaks TLS from the start
   */
  static InputStream awaited(Socket plain, Duration longest, Keeper keeper) throws IOException {
    int half = Math.toIntExact(Math.clamp(longest.toMillis() / 2, 1, Integer.MAX_VALUE));
    int before = plain.getSoTimeout();
    var in = new PushbackInputStream(plain.getInputStream(), 1);
    try {
      plain.setSoTimeout(half);
      int first = in.read();
      if (first >= 0) {
        in.unread(first);
      }
    } catch (SocketTimeoutException silent) {
      if (speaksTls((InetSocketAddress) plain.getRemoteSocketAddress(), half, keeper)) {
        throw new EncryptedPortException(silent);
      }
    } finally {
      plain.setSoTimeout(before);
    }
    return in;
  }

  private static boolean speaksTls(InetSocketAddress address, int longest, Keeper keeper) {
    try (Socket probe = new Socket(Proxy.NO_PROXY)) {
      keeper.keep(probe);
      probe.connect(address, longest);
      probe.setSoTimeout(longest);
      probe.getOutputStream().write(hello());
      int first = probe.getInputStream().read();
      return first == HANDSHAKE || first == ALERT;
    } catch (IOException | GeneralSecurityException e) {
      // whoever does not answer says nothing of TLS
      return false;
    }
  }

  private static byte[] hello() throws IOException, GeneralSecurityException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.beginHandshake();
    engine.wrap(ByteBuffer.allocate(0), hello);
    byte[] bytes = new byte[hello.flip().remaining()];
    hello.get(bytes);
    return bytes;
  }

  /** Closes what it was handed where the line is cut. */
  interface Keeper {
    void keep(Socket probe) throws IOException;
  }

  /** The port is one of encrypted connections. */
  static final class EncryptedPortException extends IOException {
    private static final long serialVersionUID = 1L;

    EncryptedPortException(SocketTimeoutException silent) {
      super("the server speaks TLS from the start on this port", silent);
    }
  }
}
