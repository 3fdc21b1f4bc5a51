package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.HttpUrl;

/**
 * What opening a connection showed.
 *
 * @param tls the agreed version, such as {@code TLSv1.3}, with a certificate that is trusted and
 *     bears the host's name; empty for plain text
 * @param took resolving excluded
 */
public record Reached(InetSocketAddress address, Optional<String> tls, Duration took) {

  static Reached at(HttpUrl url, InetAddress address, SSLSocketFactory tls, Duration timeout)
      throws IOException {
    long start = System.nanoTime();
    int millis = Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    InetSocketAddress target = new InetSocketAddress(address, url.port());
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(target, millis);
      socket.setSoTimeout(millis);
      Optional<String> agreed =
          url.isHttps() ? Optional.of(handshake(url, socket, tls)) : Optional.empty();
      return new Reached(target, agreed, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static String handshake(HttpUrl url, Socket socket, SSLSocketFactory tls)
      throws IOException {
    try (SSLSocket secure = (SSLSocket) tls.createSocket(socket, url.host(), url.port(), true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return secure.getSession().getProtocol();
    }
  }
}
