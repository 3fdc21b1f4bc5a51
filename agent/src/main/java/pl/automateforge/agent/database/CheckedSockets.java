package pl.automateforge.agent.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Public because drivers make it, by its name and the token of a connection that is being opened.
 * Not for anybody else.
 */
public final class CheckedSockets extends SocketFactory {
  private final String token;

  /**
   * @param token of a connection that is being opened
   */
  public CheckedSockets(String token) {
    this.token = token;
  }

  @Override
  public Socket createSocket() throws IOException {
    return Dial.of(token).socket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }
}
