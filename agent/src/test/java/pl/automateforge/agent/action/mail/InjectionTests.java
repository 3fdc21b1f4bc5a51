package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Secret;

/**
 * Ten thousand hostile values in each place where one could go, and what is really sent, read off
 * the socket: no command, recipient or header more than for a harmless one.
 */
@Tag("slow")
class InjectionTests {
  private static final int VALUES = 10_000;
  private static final Set<String> KNOWN =
      Set.of("sender", "subject", "category", "reason", "item", "agent", "summary");
  private static final String ALL =
      "{{sender}}{{subject}}{{category}}{{reason}}{{item}}{{agent}}{{summary}}";

  private SmtpLab lab;
  private ScriptedImap imap;
  private Mailbox mailbox;

  @BeforeEach
  void open() throws Exception {
    lab = new SmtpLab();
    imap = new ScriptedImap();
    MailServer server =
        new MailServer(
            "127.0.0.1",
            imap.port(),
            MailSpec.Tls.NONE,
            null,
            new MailLogin.Password("biuro", new Secret("x")),
            true);
    mailbox = new Mailbox(server, lab.sockets, Clock.systemUTC());
  }

  @AfterEach
  void close() throws Exception {
    mailbox.close();
    imap.close();
    lab.close();
  }

  private MailFolders folders(String target) {
    return new MailFolders(mailbox, List.of(target), List.of(), Duration.ofSeconds(20));
  }

  private static EffectRequest request(int number, byte[] original) {
    String hostile = Hostile.value(number);
    ItemIdentity identity = new ItemIdentity("INBOX;UIDVALIDITY=7", "1", "ab".repeat(32));
    return new EffectRequest(
        EffectIds.of("agent", identity, "action", number),
        Hostile.value(number + 1),
        Hostile.value(number + 2),
        Hostile.value(number + 3),
        0.5,
        hostile,
        Hostile.value(number + 4),
        Hostile.value(number + 5),
        Map.of("summary", hostile),
        new Origin(
            identity, 10, limit -> Arrays.copyOf(original, Math.min(limit, original.length))));
  }

  /** A mail that is hostile wherever an answer takes something from it. */
  private static byte[] original(int number) {
    String value = Hostile.value(number);
    String from =
        switch (number % 4) {
          case 0, 2 -> "Jan <jan@client.example>";
          case 1 -> "\"" + value + "\" <jan@client.example>";
          default -> number % 8 == 3 ? value : value + "@client.example";
        };
    return ("From: "
            + from
            + "\r\nSubject: "
            + value
            + "\r\nMessage-ID: <"
            + value
            + "@x>\r\nReferences: "
            + value
            + " <a@x>\r\n\r\n"
            + value)
        .getBytes(UTF_8);
  }

  @Test
  void sendsOneMailToItsRecipientsWhateverItHolds() throws Exception {
    SmtpSender sender = lab.sender(lab.smtp.port(), null, 20_000);
    Action email =
        new EmailAction(
            "email",
            List.of(new MailAddress("kierownik", "acme.example")),
            Template.compile(ALL, KNOWN, Target.MAIL_HEADER),
            Template.compile(ALL, KNOWN, Target.PLAIN_TEXT),
            sender,
            KNOWN,
            List.of(),
            SmtpLab.CLOCK);
    Action reply =
        new ReplyAction(
            "reply",
            Template.compile("x" + ALL, KNOWN, Target.PLAIN_TEXT),
            sender,
            OriginalReader.FROM_SOURCE,
            List.of(),
            SmtpLab.CLOCK);
    int sent = 0;
    int toJan = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<EffectResult>> results = new ArrayList<>();
      for (int i = 0; i < VALUES; i++) {
        EffectRequest request = request(i, original(i));
        Action action = i % 2 == 0 ? email : reply;
        results.add(threads.submit(() -> action.perform(request, false)));
      }
      for (int i = 0; i < VALUES; i++) {
        EffectResult result = results.get(i).get();
        assertThat(result).isInstanceOfAny(EffectResult.Done.class, EffectResult.Refused.class);
        sent += result instanceof EffectResult.Done ? 1 : 0;
        toJan += result instanceof EffectResult.Done && i % 4 == 1 ? 1 : 0;
      }
    }

    assertThat(sent).isGreaterThan(VALUES / 2);
    assertThat(lab.smtp.taken).hasSize(sent);
    assertThat(recipients("<kierownik@acme.example>")).isEqualTo(VALUES / 2);
    assertThat(recipients("<jan@client.example>")).isGreaterThanOrEqualTo(toJan).isPositive();
    assertThat(lab.smtp.commands)
        .hasSize(sent * 5)
        .allMatch(command ->
            command.matches(
                "EHLO acme\\.example|MAIL FROM:<biuro@acme\\.example>|DATA|QUIT"
                    + "|RCPT TO:<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9.-]+>"));
    assertThat(lab.smtp.taken)
        .allSatisfy(mail -> {
          assertThat(mail.to()).hasSize(1);
          assertThat(mail.data()).contains("To: " + mail.to().getFirst().replaceAll("[<>]", ""));
          assertHeaders(mail.data());
        });
  }

  private long recipients(String address) {
    return lab.smtp.taken.stream().filter(mail -> mail.to().equals(List.of(address))).count();
  }

  /** Only those that the writer knows, each once. */
  private static void assertHeaders(String data) {
    String head = data.substring(0, data.indexOf("\r\n\r\n"));
    List<String> names =
        Arrays.stream(head.split("\r\n", -1))
            .filter(line -> !line.startsWith(" "))
            .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
            .toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .isSubsetOf(
            "Date",
            "From",
            "To",
            "Subject",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Auto-Submitted",
            "AI-Disclosure",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "X-AutoForge-Effect");
    assertThat(head).doesNotContain("\0").matches("(?s)[\\t\\r\\n -~]*");
  }

  @Test
  void movesByTheSameCommandsWhateverTheFolderIsCalled() throws Exception {
    int moved = 0;
    for (int i = 0; i < VALUES; i++) {
      String folder = Hostile.value(i);
      imap.folders = List.of("INBOX", folder);
      imap.commands.clear();

      EffectResult result =
          new ImapMoveAction("move", folders(folder), folder)
              .perform(request(i, new byte[0]), false);

      moved += imap.verbs().contains("UID MOVE") ? 1 : 0;
      assertThat(imap.strange).as("value %d", i).isEmpty();
      assertThat(imap.verbs())
          .as("value %d: %s", i, result)
          .isSubsetOf(
              "CAPABILITY", "LOGIN", "LIST", "NOOP", "SELECT", "UID FETCH", "UID STORE", "UID MOVE")
          .filteredOn(verb -> verb.equals("UID STORE") || verb.equals("UID MOVE"))
          .doesNotHaveDuplicates();
    }
    assertThat(moved).isGreaterThan(VALUES / 2);
  }

  @Test
  void marksByOneCommandOrNotAtAll() throws Exception {
    int marked = 0;
    for (int i = 0; i < VALUES; i++) {
      imap.commands.clear();
      try {
        new ImapFlagAction("flag", folders("Faktury"), "INBOX", Hostile.value(i))
            .perform(request(i, new byte[0]), false);
        marked++;
        assertThat(imap.commands)
            .filteredOn(command -> command.verb().equals("UID STORE"))
            .singleElement()
            .satisfies(command ->
                assertThat(command.rest())
                    .matches(" 1 \\+FLAGS\\.SILENT \\([A-Za-z0-9$_+.:/-]+\\)"));
      } catch (IllegalArgumentException e) {
        assertThat(imap.commands).isEmpty();
      }
    }
    assertThat(imap.strange).isEmpty();
    assertThat(marked).isBetween(1, VALUES / 2);
  }

  @Test
  void laysOneDraftWhateverItHolds() throws Exception {
    imap.folders = List.of("INBOX", "Drafts");
    Action draft =
        new ImapDraftAction(
            "draft",
            folders("Drafts"),
            "Drafts",
            Template.compile(ALL, KNOWN, Target.PLAIN_TEXT),
            SmtpLab.OFFICE,
            OriginalReader.FROM_SOURCE,
            SmtpLab.CLOCK);
    for (int i = 0; i < VALUES; i++) {
      imap.commands.clear();

      EffectResult result = draft.perform(request(i, original(i)), false);

      assertThat(result).as("value %d", i).isInstanceOf(EffectResult.Done.class);
      assertThat(imap.strange).isEmpty();
      assertThat(imap.commands)
          .filteredOn(command -> command.verb().equals("APPEND"))
          .singleElement()
          .satisfies(command -> {
            assertThat(command.literals()).hasSize(1);
            assertHeaders(new String(command.literals().getFirst(), ISO_8859_1));
          });
      draft.probe(request(i, original(i)));
      assertThat(imap.verbs())
          .isSubsetOf("CAPABILITY", "LOGIN", "LIST", "NOOP", "SELECT", "APPEND", "UID SEARCH");
    }
  }
}
