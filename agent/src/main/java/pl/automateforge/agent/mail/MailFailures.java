package pl.automateforge.agent.mail;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.mail.MailException.Kind;
import pl.automateforge.agent.net.AccessTokenException;
import pl.automateforge.agent.net.EgressRefusedException;

/** What a failure means: one sentence, one cure. */
final class MailFailures {
  private static final int DEEPEST = 20;
  private static final String WAIT = "wait; where it lasts, ask the server's owner";

  private final MailLine line;
  private final MailServer server;
  private final Throwable failure;

  private MailFailures(MailLine line, Throwable failure) {
    this.line = line;
    this.server = line.server();
    this.failure = failure;
  }

  static MailException explain(MailLine line, Throwable failure) {
    return new MailFailures(line, failure).explained();
  }

  static boolean isAboutTheCertificate(Throwable failure) {
    return find(failure, RefusedCertificateException.class) != null;
  }

  private MailException explained() {
    MailException known = find(failure, MailException.class);
    if (known != null) {
      return known;
    }
    AccessTokenException token = find(failure, AccessTokenException.class);
    if (token != null) {
      return because(Kind.LOGIN, "no token for the login: " + token.sentence(), token.cure());
    }
    if (line.late()) {
      return because(Kind.TIMEOUT, "the server did not answer in time", WAIT);
    }
    MailException connecting = connecting();
    if (connecting != null) {
      return connecting;
    }
    MailException answered = answered();
    if (answered != null) {
      return answered;
    }
    String why = ServerText.shown(root().getMessage());
    return because(Kind.BROKEN, "the connection broke" + (why.isEmpty() ? "" : ": " + why), WAIT);
  }

  private @Nullable MailException connecting() {
    EgressRefusedException egress = find(failure, EgressRefusedException.class);
    if (egress != null) {
      return because(
          Kind.EGRESS,
          egress.sentence(),
          egress.rule().startsWith("plain text")
              ? "write tls: required or starttls"
              : "let privacy.inside name the server, or choose another one");
    }
    RefusedCertificateException certificate = find(failure, RefusedCertificateException.class);
    if (certificate != null) {
      return because(
          Kind.CERTIFICATE, String.valueOf(certificate.getMessage()), certificate.cure());
    }
    if (find(failure, BoundedAnswers.AnswerTooLargeException.class) != null) {
      return because(
          Kind.ANSWER, String.valueOf(root().getMessage()), "ask the server's owner what it sends");
    }
    if (find(failure, UnknownHostException.class) != null) {
      return because(
          Kind.HOST,
          "the host name is not known",
          "check the host for a typing error, and this machine's name resolution");
    }
    if (find(failure, Greeting.EncryptedPortException.class) != null) {
      return because(
          Kind.TLS,
          "the server speaks TLS from the start on this port",
          "write tls: required, or the port of plain text and STARTTLS (IMAP 143, SMTP 587)");
    }
    if (find(failure, SocketTimeoutException.class) != null) {
      return because(Kind.TIMEOUT, "the server did not answer in time", WAIT);
    }
    if (find(failure, ConnectException.class) != null
        || find(failure, NoRouteToHostException.class) != null) {
      return because(
          Kind.CONNECT,
          "no connection: " + ServerText.shown(root().getMessage()),
          "check host and port, that the server runs, and that a firewall lets this machine out"
              + " to it");
    }
    SSLException tls = find(failure, SSLException.class);
    return tls == null ? null : handshake(tls);
  }

  private MailException handshake(SSLException tls) {
    String said = ServerText.shown(tls.getMessage());
    boolean plain = said.contains("Unsupported or unrecognized SSL message");
    return because(
        Kind.TLS,
        plain ? "the server speaks plain text on this port" : "no encryption came about: " + said,
        plain
            ? "write tls: starttls, or the port of encrypted connections (IMAP 993, SMTP 465)"
            : "let the server speak TLS 1.2 or 1.3");
  }

  private @Nullable MailException answered() {
    ProtocolException protocol = find(failure, ProtocolException.class);
    if (protocol == null) {
      return null;
    }
    if (ImapLogin.NO_STARTTLS.equals(protocol.getMessage())) {
      return because(
          Kind.TLS,
          ImapLogin.NO_STARTTLS,
          "write tls: required with the port of encrypted connections (993)");
    }
    String said = ServerText.shown(said(protocol));
    MailException throttle = Throttles.of(server, said, failure);
    if (throttle != null) {
      return throttle;
    }
    if (protocol instanceof CommandFailedException) {
      return because(Kind.REFUSED, "the server refused: " + said, WAIT);
    }
    if (protocol instanceof BadCommandException || protocol instanceof ParsingException) {
      return because(
          Kind.ANSWER, "the server does not understand, or is not understood: " + said, WAIT);
    }
    Response response = protocol.getResponse();
    boolean bye = response != null && response.isBYE() && !response.isSynthetic();
    return because(
        Kind.BROKEN,
        (bye ? "the server ended the connection: " : "the connection broke: ") + said,
        WAIT);
  }

  private static @Nullable String said(ProtocolException protocol) {
    Response response = protocol.getResponse();
    if (response == null) {
      return protocol.getMessage();
    }
    Exception behind = response.getException();
    return behind == null ? response.getRest() : behind.getMessage();
  }

  private MailException because(Kind kind, String sentence, String cure) {
    return new MailException(kind, server.shown() + ": " + sentence, cure, failure);
  }

  private Throwable root() {
    Throwable root = failure;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Throwable next = behind(root);
      if (next == null) {
        return root;
      }
      root = next;
    }
    return root;
  }

  private static <T> @Nullable T find(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = behind(at);
    }
    return null;
  }

  /** Angus hides what broke a connection in the goodbye that it makes up. */
  private static @Nullable Throwable behind(Throwable failure) {
    if (failure.getCause() != null) {
      return failure.getCause();
    }
    return failure instanceof ProtocolException protocol && protocol.getResponse() != null
        ? protocol.getResponse().getException()
        : null;
  }
}
