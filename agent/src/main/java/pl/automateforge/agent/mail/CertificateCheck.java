package pl.automateforge.agent.mail;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate is the server's. With a pin, its key is the pinned one, and neither name
 * nor chain matters; without, somebody trusted vouches for it, and it bears the host's name. An
 * expired one is refused either way.
 */
final class CertificateCheck extends X509ExtendedTrustManager {
  private final MailServer server;
  private final X509ExtendedTrustManager trust;
  private final Clock clock;
  private volatile @Nullable X509Certificate seen;

  CertificateCheck(MailServer server, X509ExtendedTrustManager trust, Clock clock) {
    this.server = server;
    this.trust = trust;
    this.clock = clock;
  }

  @Nullable X509Certificate seen() {
    return seen;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    X509Certificate own = chain[0];
    seen = own;
    checkDates(own);
    String pin = server.pin();
    if (pin != null) {
      checkPin(pin, own);
      return;
    }
    try {
      trust.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      throw RefusedCertificateException.unknownIssuer(server.host(), own, e);
    }
    try {
      trust.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      throw RefusedCertificateException.otherName(server.host(), own, e);
    }
  }

  private void checkDates(X509Certificate own) throws RefusedCertificateException {
    Instant now = clock.instant();
    if (now.isAfter(Certificates.ends(own))) {
      throw RefusedCertificateException.expired(server.host(), own);
    }
    if (now.isBefore(Certificates.begins(own))) {
      throw RefusedCertificateException.notYetValid(server.host(), own);
    }
  }

  private void checkPin(String pin, X509Certificate own) throws RefusedCertificateException {
    if (!pin.equals(Certificates.pin(own))) {
      throw RefusedCertificateException.otherKey(server.host(), own);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("the check needs the socket");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("the check needs the socket");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noClients();
  }

  private static CertificateException noClients() {
    return new CertificateException("nobody connects to us");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
