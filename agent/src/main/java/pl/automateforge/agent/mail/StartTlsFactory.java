package pl.automateforge.agent.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/** Puts TLS over a socket that has begun in plain text, by the same rules as everywhere. */
final class StartTlsFactory extends SSLSocketFactory {
  private final MailLine line;

  StartTlsFactory(MailLine line) {
    this.line = line;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return line.secured(socket);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw onlyOverAnother();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyOverAnother();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw onlyOverAnother();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyOverAnother();
  }

  private static SocketException onlyOverAnother() {
    return new SocketException("TLS begins over a socket that is connected");
  }
}
