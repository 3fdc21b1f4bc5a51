package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.TestCertificates;

/** One marked message all the way through a real mailbox, and away again; and what check says. */
@Timeout(180)
class MailboxTrialTests {
  @TempDir private Path temp;
  private DovecotServer server;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
    server =
        DovecotServer.start(
            temp.resolve("dovecot"),
            DovecotServer.Options.belowInbox(TestCertificates.forThisMachine(temp)));
    server.makeFolder("Faktury");
    for (int i = 0; i < 5; i++) {
      server.deliver("INBOX", "Subject: other " + i + "\r\n\r\nnot for the trial\r\n");
    }
    office
        .spec(
            Office.LOCAL
                    .replace(
                        "source: {type: folder, path: mails}",
                        "source: {type: imap, host: 127.0.0.1, port: "
                            + server.imapPort()
                            + ", tls: none, auth: {type: password, username: \"${BOX_USER}\","
                            + " password: \"${BOX_PASSWORD}\"}}")
                    .replace("below: 0.2, actions: [ask]", "below: 0.2, actions: [act]")
                    .replace("actions: []", "actions: [act]")
                    .replace("level: ERROR", "level: INFO, file: agent.log")
                + "actions:\n  act: {type: imap-move, folder: Faktury}\n")
        .environment(
            "BOX_USER=" + DovecotServer.USER + "\nBOX_PASSWORD=" + DovecotServer.PASSWORD + "\n");
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void goesAllTheWayAndLeavesTheMailboxAsItWas() throws Exception {
    List<byte[]> before = server.messages("INBOX");

    Office.Ended trial = Office.call("trial", office.spec().toString(), "--yes");

    assertThat(trial.err() + trial.out()).contains("Faktury");
    assertThat(trial.code()).as(trial.out() + trial.err()).isZero();
    assertThat(server.messages("Faktury")).isEmpty();
    assertThat(server.messages("INBOX")).hasSameSizeAs(before);
  }

  @Test
  void saysWhoTheMailboxIsAndWhatMayBeDone() {
    Office.Ended check = Office.call("check", office.spec().toString());

    assertThat(check.code()).as(check.out() + check.err()).isZero();
    assertThat(check.out()).contains(DovecotServer.USER, "5", "ms");
  }

  @Test
  void namesTheMissingFolderAndWhatToDo() throws Exception {
    office.spec(
        java.nio.file.Files.readString(office.spec()).replace("folder: Faktury", "folder: Faktry"));

    Office.Ended check = Office.call("check", office.spec().toString());

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("Faktry", "Faktury");
  }

  @Test
  void createsTheMissingFolderOnRequest() throws Exception {
    office.spec(
        java.nio.file.Files.readString(office.spec())
            .replace("folder: Faktury", "folder: Zażalenia"));

    Office.Ended check = Office.call("check", office.spec().toString(), "--create-folders");

    assertThat(check.code()).as(check.out() + check.err()).isZero();
    assertThat(check.err()).contains("created the folder INBOX.Zażalenia");
    assertThat(Office.call("check", office.spec().toString(), "--create-folders").err())
        .doesNotContain("created");
  }

  @Test
  void saysWhatToDoAboutAWrongPassword() throws Exception {
    office.environment("BOX_USER=" + DovecotServer.USER + "\nBOX_PASSWORD=wrong\n");

    Office.Ended check = Office.call("check", office.spec().toString());

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("password").doesNotContain("wrong\n");
  }

  @Test
  void leavesNoMarkWhileItOnlyObserves() throws Exception {
    assertThat(office.once("observe").code()).isZero();

    assertThat(server.files("INBOX"))
        .as("no flag and no keyword in the names of the Maildir's files")
        .allMatch(file -> !file.getFileName().toString().matches(".*:2,.+"));
  }

  @Test
  void createsTheDraftsThatTheSpecNames() throws Exception {
    office.spec(
        java.nio.file.Files.readString(office.spec())
            .replace(
                "{type: imap-move, folder: Faktury}",
                "{type: imap-draft, text: x, folder: Odpowiedzi}"));

    Office.Ended check = Office.call("check", office.spec().toString(), "--create-folders");

    assertThat(check.err()).contains("created the folder INBOX.Odpowiedzi");
    assertThat(server.foldersOnDisk()).contains("Odpowiedzi");
  }
}
