package pl.automateforge.agent.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Secret;

class MailboxTests {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String MAIL = "Subject: one\r\nMessage-ID: <a@b>\r\n\r\nHello\r\n";

  @TempDir Path folder;
  private DovecotServer dovecot;
  private MailSockets sockets;

  @BeforeEach
  void start() throws Exception {
    dovecot =
        DovecotServer.start(
            folder.resolve("dovecot"),
            DovecotServer.Options.belowInbox(TestCertificates.forThisMachine(folder)));
    sockets =
        new MailSockets(
            egress(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Clock.systemUTC(),
            dovecot.trust());
  }

  @AfterEach
  void stop() {
    if (sockets != null) {
      sockets.close();
    }
    if (dovecot != null) {
      dovecot.close();
    }
  }

  static Egress egress() {
    return Egress.of(
        new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null));
  }

  private Mailbox mailbox(MailServer server) {
    return new Mailbox(server, sockets, Clock.systemUTC());
  }

  @Test
  void worksOverEachProtection() throws Exception {
    dovecot.deliver("INBOX", MAIL);
    for (MailServer server :
        List.of(
            dovecot.tls(),
            dovecot.plain(),
            dovecot.server(dovecot.imapPort(), MailSpec.Tls.STARTTLS))) {
      try (Mailbox mailbox = mailbox(server)) {
        assertThat(mailbox.<Integer>work(LONG, s -> s.select("INBOX").messages())).isEqualTo(1);
        assertThat(mailbox.certificate().isPresent()).isEqualTo(server.tls() != MailSpec.Tls.NONE);
      }
    }
  }

  @Test
  void findsFoldersBelowThePrefix() throws Exception {
    dovecot.deliver("INBOX", MAIL);
    dovecot.makeFolder("Faktury");
    try (Mailbox mailbox = mailbox(dovecot.tls())) {
      assertThat(mailbox.<String>work(LONG, s -> s.select("Faktury").name()))
          .isEqualTo("INBOX.Faktury");
      assertThat(mailbox.<String>work(LONG, s -> s.create("Zażółć/gęślą")))
          .isEqualTo("INBOX.Zażółć.gęślą");
      assertThat(mailbox.<List<String>>work(LONG, ImapSession::folders))
          .contains("INBOX", "INBOX.Faktury", "INBOX.Zażółć.gęślą");
      assertThatThrownBy(() -> mailbox.work(LONG, s -> s.select("Fakury")))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> {
                assertThat(e).hasMessageContaining("there is no folder 'Fakury'");
                assertThat(e.cure()).contains("INBOX.Faktury").contains("create it");
              });
    }
  }

  @Test
  void readsMarksMovesAndFinds() throws Exception {
    dovecot.deliver("INBOX", MAIL);
    dovecot.makeFolder("Faktury");
    byte[] raw = MAIL.getBytes(StandardCharsets.US_ASCII);
    try (Mailbox mailbox = mailbox(dovecot.tls())) {
      mailbox.<SelectedFolder>work(
          LONG,
          s -> {
            s.select("INBOX");
            List<Long> all = s.search("ALL");
            assertThat(s.bodies(all)).containsOnlyKeys(all);
            assertThat(s.bodies(all).get(all.getFirst())).isEqualTo(raw);
            assertThat(s.facts(all).values()).noneMatch(MailFacts::seen);
            assertThat(s.locate(Hashes.sha256(raw), raw.length)).contains(all.getFirst());
            s.mark(all, true, "$AutoForge");
            assertThat(s.search("KEYWORD $AutoForge")).isEqualTo(all);
            assertThat(s.searchHeader("Message-ID", "<a@b>")).isEqualTo(all);
            UidPlace moved = s.move(all.getFirst(), "Faktury").orElseThrow();
            SelectedFolder there = s.select("Faktury");
            assertThat(moved.uidValidity()).isEqualTo(there.uidValidity());
            assertThat(s.search("KEYWORD $AutoForge")).containsExactly(moved.uid());
            UidPlace draft = s.append("INBOX", raw, "\\Draft", "own").orElseThrow();
            SelectedFolder inbox = s.select("INBOX");
            assertThat(s.search("KEYWORD own")).containsExactly(draft.uid());
            return inbox;
          });
    }
    assertThat(dovecot.messages("Faktury")).containsExactly(raw);
  }

  @Test
  void goesOnAfterTheServerStartedAgain() throws Exception {
    dovecot.deliver("INBOX", MAIL);
    try (Mailbox mailbox = mailbox(dovecot.tls())) {
      mailbox.work(LONG, s -> s.select("INBOX"));
      dovecot.restart();
      assertThat(mailbox.<Integer>read(LONG, s -> s.selectAgain("INBOX").messages())).isEqualTo(1);
    }
  }

  @Test
  void saysThatTheLoginIsWrong() throws Exception {
    MailServer wrong =
        new MailServer(
            "127.0.0.1",
            dovecot.imapsPort(),
            MailSpec.Tls.REQUIRED,
            null,
            new MailLogin.Password(DovecotServer.USER, new Secret("abcd efgh ijkl mnop")),
            true);
    try (Mailbox mailbox = mailbox(wrong)) {
      assertThatThrownBy(() -> mailbox.work(LONG, s -> s.select("INBOX")))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(MailException.Kind.LOGIN);
                assertThat(e).hasMessageContaining("Authentication failed");
                assertThat(e.cure()).contains("without spaces");
              });
    }
  }
}
