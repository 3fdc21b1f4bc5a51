package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.spec.Binder;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.standin.TokenOptions;
import pl.automateforge.agent.standin.TokenStandIn;

class MailConnectionsTests {
  @TempDir Path folder;

  @Test
  void renewsOneTokenForReadingAndSending() throws Exception {
    try (TokenStandIn service = TokenStandIn.start();
        MailConnections mails = connections(service, "app")) {
      MailLogin.OAuth reading = login(Objects.requireNonNull(mails.mailbox()).server().login());
      MailLogin.OAuth sending = login(Objects.requireNonNull(mails.smtp()).login());

      assertThat(sending.tokens().token()).isEqualTo(reading.tokens().token());
      assertThat(service.requests()).isEqualTo(1);
      reading.tokens().refused(reading.tokens().token());
      assertThat(sending.tokens().token()).isEqualTo(reading.tokens().token());
      assertThat(service.requests()).isEqualTo(2);
    }
  }

  @Test
  void keepsDifferentLoginsApart() throws Exception {
    try (TokenStandIn service = TokenStandIn.start();
        MailConnections mails = connections(service, "another-app")) {
      assertThat(login(Objects.requireNonNull(mails.smtp()).login()).tokens())
          .isNotSameAs(login(Objects.requireNonNull(mails.mailbox()).server().login()).tokens());
    }
  }

  private static MailLogin.OAuth login(@Nullable MailLogin login) {
    assertThat(login).isInstanceOf(MailLogin.OAuth.class);
    return (MailLogin.OAuth) Objects.requireNonNull(login);
  }

  private MailConnections connections(TokenStandIn service, String sendingApp) throws Exception {
    String login =
        "{type: oauth2, username: office@acme.example, tokenUrl: \"%s\", clientId: \"%s\","
            + " clientSecret: \"${CLIENT_SECRET}\", refreshToken: \"${REFRESH_TOKEN}\"}";
    String own = TokenOptions.DEFAULT.clientId();
    Path file =
        Files.writeString(
            folder.resolve("agent.yaml"),
            """
            autoforge: 1
            name: office
            type: email-triage
            model: {provider: local}
            prompt: {examples: examples.csv}
            categories:
              - {id: a, description: A., priority: 1, actions: [send]}
              - {id: b, description: B., priority: 1, actions: []}
            fallback: {category: b, below: 0.2, actions: []}
            source: {type: imap, host: 127.0.0.1, auth: %s}
            mail: {smtp: {host: 127.0.0.1, from: office@acme.example, auth: %s}}
            actions:
              send: {type: email, to: [x@acme.example], subject: S, text: T}
            """
                .formatted(
                    login.formatted(service.tokenUrl(), own),
                    login.formatted(
                        service.tokenUrl(), sendingApp.equals("app") ? own : sendingApp)));
    Files.writeString(
        folder.resolve("examples.csv"), "text,label\none,a\ntwo,b\nthree,a\nfour,b\n");
    Files.writeString(
        folder.resolve(".env"),
        "CLIENT_SECRET="
            + TokenOptions.DEFAULT.clientSecret()
            + "\nREFRESH_TOKEN="
            + service.login("office@acme.example")
            + "\n");
    LoadedSpec loaded =
        SpecReader.read(file)
            .loaded()
            .orElseThrow(() -> new AssertionError(SpecReader.read(file).problems()));
    EnvironmentBindings bindings =
        Binder.bind(loaded, Environment.of(loaded)).bindings().orElseThrow();
    HttpClients clients = new HttpClients(Egress.of(loaded.spec().privacy()), "test");
    return MailConnections.of(loaded, bindings, clients, Clock.systemUTC(), folder);
  }
}
