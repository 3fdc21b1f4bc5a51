package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.HttpUrl;

/**
 * What opening a connection showed.
 *
 * @param tls version and end of the certificate; empty for plain text
 * @param took resolving excluded
 */
public record Reached(InetSocketAddress address, Optional<Tls> tls, Duration took) {

  /**
   * An agreed encryption.
   *
   * @param version such as {@code TLSv1.3}
   * @param validUntil the end of the server's certificate
   */
  public record Tls(String version, Instant validUntil) {}

  static Reached at(HttpUrl url, InetAddress address, SSLSocketFactory tls, Duration timeout)
      throws IOException {
    long start = System.nanoTime();
    int millis = Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    InetSocketAddress target = new InetSocketAddress(address, url.port());
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(target, millis);
      socket.setSoTimeout(millis);
      Optional<Tls> agreed =
          url.isHttps() ? Optional.of(handshake(url, socket, tls)) : Optional.empty();
      return new Reached(target, agreed, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Tls handshake(HttpUrl url, Socket socket, SSLSocketFactory tls)
      throws IOException {
    try (SSLSocket secure = (SSLSocket) tls.createSocket(socket, url.host(), url.port(), true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return of(secure.getSession());
    }
  }

  private static Tls of(SSLSession session) throws IOException {
    for (Certificate certificate : session.getPeerCertificates()) {
      if (certificate instanceof X509Certificate x509) {
        return new Tls(session.getProtocol(), x509.getNotAfter().toInstant());
      }
    }
    throw new IOException("the server showed no X.509 certificate");
  }
}
