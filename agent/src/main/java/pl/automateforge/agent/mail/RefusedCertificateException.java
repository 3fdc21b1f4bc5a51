package pl.automateforge.agent.mail;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A server's certificate was not accepted: why, and what a person can do. */
final class RefusedCertificateException extends CertificateException {
  private final String cure;

  private RefusedCertificateException(String sentence, String cure, @Nullable Throwable cause) {
    super(sentence, cause);
    this.cure = cure;
  }

  String cure() {
    return cure;
  }

  static RefusedCertificateException otherName(String host, X509Certificate own, Throwable cause) {
    String names = String.join(", ", Certificates.names(own));
    return new RefusedCertificateException(
        "the certificate of "
            + host
            + " bears another name: "
            + (names.isEmpty() ? "none at all" : names),
        "write one of these names as host, or accept exactly this key by pin: \""
            + Certificates.pin(own)
            + "\"",
        cause);
  }

  static RefusedCertificateException unknownIssuer(
      String host, X509Certificate own, Throwable cause) {
    return new RefusedCertificateException(
        "nobody whom this machine trusts vouches for the certificate of "
            + host
            + ", issued by "
            + ServerText.shown(own.getIssuerX500Principal().getName()),
        "let the server send its whole chain, trust its issuer in the Java runtime, or accept"
            + " exactly this key by pin: \""
            + Certificates.pin(own)
            + "\"",
        cause);
  }

  static RefusedCertificateException otherKey(String host, X509Certificate own) {
    return new RefusedCertificateException(
        "the certificate of " + host + " has another key than the pinned one",
        "where the server has a new key that its owner confirms, write pin: \""
            + Certificates.pin(own)
            + "\"",
        null);
  }

  static RefusedCertificateException expired(String host, X509Certificate own) {
    return new RefusedCertificateException(
        "the certificate of "
            + host
            + " expired on "
            + LocalDate.ofInstant(Certificates.ends(own), ZoneOffset.UTC),
        "let the server's owner renew the certificate",
        null);
  }

  static RefusedCertificateException notYetValid(String host, X509Certificate own) {
    return new RefusedCertificateException(
        "the certificate of "
            + host
            + " is valid only from "
            + LocalDate.ofInstant(Certificates.begins(own), ZoneOffset.UTC),
        "set this machine's clock, or let the server's owner renew the certificate",
        null);
  }
}
