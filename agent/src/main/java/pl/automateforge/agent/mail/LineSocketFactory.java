package pl.automateforge.agent.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/** Hands Angus a socket that is connected, and encrypted where that comes first. */
final class LineSocketFactory extends SocketFactory {
  private final MailLine line;

  LineSocketFactory(MailLine line) {
    this.line = line;
  }

  @Override
  public Socket createSocket() throws IOException {
    return line.connect();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw onlyItsOwn();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyItsOwn();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw onlyItsOwn();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyItsOwn();
  }

  private static SocketException onlyItsOwn() {
    return new SocketException("a line leads to its own server only");
  }
}
