package pl.automateforge.agent.mail;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * A mail server and how to log in there, with all slots filled in.
 *
 * @param host a name or an address, without brackets
 * @param pin {@code sha256/} and the Base64 of the key's SHA-256: exactly this key is accepted,
 *     under whatever name; null where the certificate must be trusted and bear the host's name
 * @param login null where the server asks for none
 * @param receivesContent whether the content of items is sent there
 */
public record MailServer(
    String host,
    int port,
    MailSpec.Tls tls,
    @Nullable String pin,
    @Nullable MailLogin login,
    boolean receivesContent) {
  public MailServer {
    host = host.replaceAll("^\\[|]$", "");
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no server: '" + host + "' port " + port);
    }
  }

  /**
   * The server of a source.
   *
   * @param tokens makes the tokens of an OAuth login
   * @param receivesContent whether actions put content of items into the same mailbox
   */
  public static MailServer of(
      SourceSpec.Imap spec,
      Bindings bindings,
      Function<Auth.Oauth2, TokenSource> tokens,
      boolean receivesContent) {
    return new MailServer(
        bindings.resolve(spec.host()),
        spec.port(),
        spec.tls(),
        spec.pin(),
        login(spec.auth(), bindings, tokens),
        receivesContent);
  }

  /**
   * The server that sends.
   *
   * @param tokens makes the tokens of an OAuth login
   */
  public static MailServer of(
      MailSpec.Smtp spec, Bindings bindings, Function<Auth.Oauth2, TokenSource> tokens) {
    return new MailServer(
        bindings.resolve(spec.host()),
        spec.port(),
        spec.tls(),
        null,
        spec.auth() == null ? null : login(spec.auth(), bindings, tokens),
        true);
  }

  private static MailLogin login(
      Auth.OfMail auth, Bindings bindings, Function<Auth.Oauth2, TokenSource> tokens) {
    return switch (auth) {
      case Auth.Password password ->
          new MailLogin.Password(
              bindings.resolve(password.username()), bindings.secret(password.password()));
      case Auth.Oauth2 oauth ->
          new MailLogin.OAuth(
              oauth.username() == null ? "" : bindings.resolve(oauth.username()),
              tokens.apply(oauth));
    };
  }

  /** The login name; empty where there is none. */
  public String account() {
    return login == null ? "" : login.username();
  }

  /** Who and where, for a person: {@code office@acme.example at imap.acme.example:993}. */
  public String shown() {
    String where = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    return account().isEmpty() ? where : account() + " at " + where;
  }
}
