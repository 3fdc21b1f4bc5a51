package pl.automateforge.agent.mail;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import pl.automateforge.agent.spec.Hashes;

/** What a certificate says. */
public final class Certificates {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int SHOWN = 10;

  private Certificates() {}

  /** The instant after which it is not valid. */
  public static Instant ends(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  static Instant begins(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant();
  }

  /** The value of {@code pin} that accepts its key: SHA-256 of SubjectPublicKeyInfo, in Base64. */
  public static String pin(X509Certificate certificate) {
    byte[] hash = Hashes.digest().digest(certificate.getPublicKey().getEncoded());
    return "sha256/" + Base64.getEncoder().encodeToString(hash);
  }

  /** The names that it bears, a bounded number; its subject's where it bears no others. */
  static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
        boolean isName = name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS);
        if (isName && name.get(1) instanceof String text) {
          names.add(ServerText.shown(text));
        }
      }
    } catch (CertificateParsingException e) {
      // then it bears none
    }
    if (names.isEmpty()) {
      commonName(certificate, names);
    }
    int more = names.size() - SHOWN;
    List<String> shown = new ArrayList<>(names.subList(0, Math.min(SHOWN, names.size())));
    if (more > 0) {
      shown.add(more + " more");
    }
    return shown;
  }

  private static void commonName(X509Certificate certificate, List<String> names) {
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          names.add(ServerText.shown(String.valueOf(rdn.getValue())));
        }
      }
    } catch (InvalidNameException e) {
      // then it bears none
    }
  }
}
