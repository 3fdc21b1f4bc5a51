package pl.automateforge.agent.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Actions;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.TokenSource;
import pl.automateforge.agent.net.AccessTokens;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * What an agent talks to mail servers with: one owner of the source's mailbox, which actions share,
 * and the server that sends.
 *
 * @param sockets null where the spec names no mail server
 * @param mailbox null where the source is no mailbox
 * @param smtp null where the spec sends no mail
 */
record MailConnections(
    @Nullable MailSockets sockets, @Nullable Mailbox mailbox, @Nullable MailServer smtp)
    implements AutoCloseable {
  /** No server is silent for longer in mid-answer. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  static final MailConnections NONE = new MailConnections(null, null, null);

  /** Makes what the spec names; connects to nothing. */
  static MailConnections of(
      LoadedSpec loaded, Bindings bindings, HttpClients clients, Clock clock, Path state)
      throws UnfitBindingException {
    List<Problem> problems = new ArrayList<>();
    MailSpec sending = loaded.spec().mail();
    SourceSpec.Imap imap = loaded.spec().source() instanceof SourceSpec.Imap i ? i : null;
    if (imap == null && sending == null) {
      return NONE;
    }
    // A refresh token may be good for one use: two who renew it would shut each other out.
    Map<Auth.Oauth2, TokenSource> shared = new HashMap<>();
    Function<Auth.Oauth2, TokenSource> tokens =
        login -> shared.computeIfAbsent(login, l -> tokens(l, bindings, clients, clock, state));
    // The mailbox holds the mails already: what goes back into it leaves for nowhere.
    MailServer box =
        imap == null
            ? null
            : server("source", () -> MailServer.of(imap, bindings, tokens, false), problems);
    MailServer smtp =
        sending == null
            ? null
            : server("mail.smtp", () -> MailServer.of(sending.smtp(), bindings, tokens), problems);
    if (!problems.isEmpty()) {
      throw new UnfitBindingException(problems, false);
    }
    MailSockets sockets =
        new MailSockets(clients.egress(), loaded.spec().limits().connectTimeout(), SILENCE, clock);
    return new MailConnections(
        sockets, box == null ? null : new Mailbox(box, sockets, clock), smtp);
  }

  private static @Nullable MailServer server(
      String place, Supplier<MailServer> made, List<Problem> problems) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(Problem.Severity.ERROR, 0, 0, place, String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static TokenSource tokens(
      Auth.Oauth2 login, Bindings bindings, HttpClients clients, Clock clock, Path state) {
    AccessTokens tokens = AccessTokens.of(login, bindings, clients, clock, state);
    return new TokenSource() {
      @Override
      public String token() throws IOException {
        return tokens.token();
      }

      @Override
      public void refused(String token) {
        tokens.refused(token);
      }

      @Override
      public Optional<Instant> expires() {
        return tokens.expires();
      }
    };
  }

  Actions.Post post() {
    return new Actions.Post(mailbox, sockets, smtp);
  }

  @Override
  public void close() {
    if (mailbox != null) {
      mailbox.close();
    }
    if (sockets != null) {
      sockets.close();
    }
  }
}
