package pl.automateforge.agent.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * As {@link CheckedSockets}, in the form that this driver wants. Public because the driver makes
 * it; not for anybody else.
 */
public final class CheckedMariaDbSockets extends ConfigurableSocketFactory {
  /** The property that bears the token. */
  static final String TOKEN = "autoforgeDial";

  private String token = "";

  /** The driver says what for by {@link #setConfiguration}. */
  public CheckedMariaDbSockets() {}

  @Override
  public void setConfiguration(Configuration conf, String host) {
    token = conf.nonMappedOptions().getProperty(TOKEN, "");
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
