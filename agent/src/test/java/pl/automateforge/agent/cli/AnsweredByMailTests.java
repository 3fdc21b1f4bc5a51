package pl.automateforge.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.TestCertificates;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.Privacy;

/** A person answers in the mailbox: on a real server, by moving mail as a mail program does. */
@Timeout(180)
class AnsweredByMailTests {
  private static final String DESK = "AI - do decyzji";

  @TempDir private Path temp;
  private DovecotServer server;
  private MailSockets sockets;
  private Mailbox person;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
    server =
        DovecotServer.start(
            temp.resolve("dovecot"),
            DovecotServer.Options.belowInbox(TestCertificates.forThisMachine(temp)));
    for (String name : List.of("Faktury", "Urzad", "Inne", DESK)) {
      server.makeFolder(name);
    }
    Egress egress =
        Egress.of(
            new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null));
    sockets =
        new MailSockets(egress, Duration.ofSeconds(5), Duration.ofSeconds(5), Clock.systemUTC());
    person = new Mailbox(server.plain(), sockets, Clock.systemUTC());
    office
        .spec(spec(server.imapPort()))
        .environment(
            "BOX_USER=" + DovecotServer.USER + "\nBOX_PASSWORD=" + DovecotServer.PASSWORD + "\n");
    server.deliver("INBOX", mail("Faktura 1", Office.INVOICE));
    assertThat(office.once("production").out()).contains("1 escalated");
    assertThat(server.messages(DESK)).hasSize(1);
    assertThat(server.messages("INBOX")).isEmpty();
  }

  private static String spec(int port) {
    return
"""
      autoforge: 1
      name: office
      type: email-triage
      timezone: UTC
      model: {provider: local}
      prompt: {examples: examples.csv}
      categories:
        - {id: invoice, description: Invoices to be booked., priority: 2, actions: [note, file-it]}
        - {id: tax-office, description: Letters from the tax office., priority: 1, actions: [file-tax]}
        - {id: question, description: Questions., priority: 3, actions: []}
        - {id: payroll, description: Wages., priority: 3, actions: []}
        - {id: payment, description: Payments., priority: 3, actions: []}
        - {id: spam, description: Spam., priority: 5, actions: []}
        - {id: other, description: Everything else., priority: 4, actions: []}
      fallback: {category: other, below: 1, actions: [ask]}
      source: {type: imap, host: 127.0.0.1, port: %d, tls: none, auth: {type: password, username: "${BOX_USER}", password: "${BOX_PASSWORD}"}}
      actions:
        ask: {type: review, folder: "AI - do decyzji"}
        note: {type: file, path: out.jsonl}
        file-it: {type: imap-move, folder: Faktury}
        file-tax: {type: imap-move, folder: Urzad}
      log: {level: ERROR}
"""
        .formatted(port);
  }

  @AfterEach
  void close() {
    if (person != null) {
      person.close();
      sockets.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static byte[] mail(String subject, String text) {
    return ("From: Jan <jan@acme.example>\r\nSubject: "
            + subject
            + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + text
            + "\r\n")
        .getBytes(UTF_8);
  }

  private void personMovesItTo(String folder) throws Exception {
    person.work(
        Duration.ofSeconds(20),
        session -> {
          session.selectAgain(DESK);
          long uid = session.search("ALL").getFirst();
          session.move(uid, folder);
          return 0;
        });
  }

  private List<ItemRow> items() {
    List<ItemRow> items = new ArrayList<>();
    try (JournalView view = SqliteView.open(office.state())) {
      view.eachItem(items::add);
    }
    return items;
  }

  @Test
  void waitsWhileTheMailLiesThere() throws Exception {
    office.once("production");

    assertThat(items()).singleElement().matches(i -> i.state() == ItemState.WAITING);
    assertThat(server.messages(DESK)).hasSize(1);
  }

  @Test
  void takesTheFolderThatItIsMovedToForTheVerdict() throws Exception {
    personMovesItTo("Urzad");

    assertThat(office.once("production").code()).isZero();

    assertThat(items())
        .singleElement()
        .matches(i -> i.state() == ItemState.COMPLETED)
        .matches(i -> i.outcome() == Outcome.DONE)
        .matches(i -> "tax-office".equals(i.category()))
        .matches(ItemRow::confirmed);
    assertThat(server.messages("Urzad")).hasSize(1);
  }

  @Test
  void doesWhatElseTheCategoryWants() throws Exception {
    personMovesItTo("Faktury");

    office.once("production");

    assertThat(office.written()).singleElement().asString().contains("\"category\":\"invoice\"");
    assertThat(server.messages("Faktury")).hasSize(1);
  }

  @Test
  void leavesAloneWhatAPersonPutBackIntoTheInbox() throws Exception {
    personMovesItTo("INBOX");

    office.once("production");
    office.once("production");

    assertThat(items()).hasSize(2).allMatch(i -> i.state() == ItemState.COMPLETED);
    assertThat(items().getLast().outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(server.messages("INBOX")).hasSize(1);
    assertThat(server.messages(DESK)).isEmpty();
  }

  @Test
  void isThroughWithWhatWasMovedElsewhere() throws Exception {
    personMovesItTo("Inne");

    office.once("production");

    assertThat(items())
        .singleElement()
        .matches(i -> i.state() == ItemState.COMPLETED)
        .matches(i -> i.why().endsWith("Inne"));
  }

  @Test
  void isThroughWithWhatWasDeleted() throws Exception {
    person.work(
        Duration.ofSeconds(20),
        session -> {
          session.selectAgain(DESK);
          long uid = session.search("ALL").getFirst();
          session.mark(List.of(uid), true, "\\Deleted");
          session.expunge(uid);
          return 0;
        });

    office.once("production");

    assertThat(items())
        .singleElement()
        .matches(i -> i.state() == ItemState.COMPLETED)
        .matches(i -> i.why().contains("deleted"));
  }

  @Test
  void movesNothingWhileItObserves() throws Exception {
    server.deliver("INBOX", mail("Faktura 2", Office.INVOICE + " Dwa."));

    office.once("observe");

    assertThat(server.messages("INBOX")).hasSize(1);
    assertThat(server.messages(DESK)).hasSize(1);
  }
}
