package pl.automateforge.agent.mail;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.MailSpec;

/** TLS towards one server. */
final class MailTls {
  private final MailServer server;
  private final CertificateCheck check;

  MailTls(MailServer server, X509ExtendedTrustManager trust, Clock clock) {
    this.server = server;
    this.check = new CertificateCheck(server, trust, clock);
  }

  /** What the Java runtime trusts. */
  static X509ExtendedTrustManager systemTrust() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager trust) {
          return trust;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no trusted certificates", e);
    }
    throw new IllegalStateException("this Java runtime checks no certificates");
  }

  /** Shakes hands over a connected socket; the certificate is checked when this returns. */
  SSLSocket over(Socket connected) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context()
                .getSocketFactory()
                .createSocket(connected, server.host(), server.port(), true);
    try {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return secure;
    } catch (IOException e) {
      secure.close();
      throw e;
    }
  }

  private SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {check}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java runtime has no TLS: " + e.getMessage(), e);
    }
  }

  Optional<X509Certificate> certificate() {
    @Nullable X509Certificate seen = check.seen();
    return server.tls() == MailSpec.Tls.NONE ? Optional.empty() : Optional.ofNullable(seen);
  }
}
