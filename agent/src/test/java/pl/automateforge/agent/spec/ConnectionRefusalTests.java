package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionRefusalTests {
  @TempDir Path folder;

  private List<String> errors(String action) {
    return errorsOf(Specs.minimal("{type: file, path: out.jsonl}", action));
  }

  private List<String> errorsOf(String text) {
    return Specs.read(folder, text).errors().stream()
        .filter(p -> !p.message().contains("not yet available"))
        .map(p -> p.path() + ": " + p.message())
        .toList();
  }

  @Test
  void refusesMailWithoutAServer() {
    assertThat(errors("{type: email, to: [boss@acme.example], subject: A, text: B}"))
        .containsExactly("actions.note.type: email sends mail; expected mail.smtp in the spec");
    assertThat(errors("{type: reply, text: B}"))
        .containsExactly("actions.note.type: reply sends mail; expected mail.smtp in the spec");
  }

  @Test
  void refusesAWrongRecipient() {
    assertThat(errors("{type: email, to: [boss], subject: A, text: B}"))
        .contains(
            "actions.note.to[0]: \"boss\" does not fit; expected an email address such as"
                + " office@acme.example");
    assertThat(errors("{type: email, to: [], subject: A, text: B}"))
        .contains("actions.note.to: the list is empty; expected at least one");
  }

  @Test
  void refusesWorkInAMailboxThatIsNotThere() {
    assertThat(errors("{type: imap-move, folder: Bills}"))
        .containsExactly(
            "actions.note.type: imap-move works in a mailbox; expected a source of type imap, not"
                + " folder");
  }

  @Test
  void refusesAReviewFolderWithoutAMailbox() {
    assertThat(errors("{type: review, folder: Wait}"))
        .containsExactly(
            "actions.note.folder: review lays mail into a folder of its mailbox; expected a source"
                + " of type imap, not folder");
    assertThat(errors("{type: review}")).isEmpty();
  }

  @Test
  void refusesFlagsFoldersAndRecipientsThatCouldBeMoreThanOne() {
    assertThat(errors("{type: imap-flag, flag: \"a) FLAGS (\\\\Deleted\"}"))
        .anyMatch(e -> e.startsWith("actions.note.flag: ") && e.contains("expected a keyword"));
    assertThat(errors("{type: imap-flag, flag: \\Deleted}"))
        .anyMatch(e -> e.startsWith("actions.note.flag: "));
    assertThat(errors("{type: imap-move, folder: \"a\\r\\nb\"}"))
        .anyMatch(e -> e.startsWith("actions.note.folder: "));
    assertThat(errors("{type: email, to: [\"a)b@acme.example\"], subject: A, text: B}"))
        .anyMatch(e -> e.startsWith("actions.note.to[0]: "));
  }

  @Test
  void wantsEitherAWebhookOrATokenAndAChannelOfSlack() {
    String wrong = "actions.note: expected either webhook, or token and channel";
    assertThat(errors("{type: slack, text: A}")).containsExactly(wrong);
    assertThat(errors("{type: slack, token: \"${T}\", text: A}")).containsExactly(wrong);
    assertThat(errors("{type: slack, webhook: \"${W}\", channel: a, text: A}"))
        .containsExactly(wrong);
    assertThat(errors("{type: slack, webhook: \"${W}\", text: A}")).isEmpty();
    assertThat(errors("{type: slack, token: \"${T}\", channel: a, text: A}")).isEmpty();
  }

  @Test
  void wantsASecretOrARefreshTokenOfOauth2() {
    String auth = "{type: oauth2, tokenUrl: \"https://login.acme.example/t\", clientId: a";
    String text = "{type: http, url: \"https://desk.acme.example\", auth: ";
    assertThat(errors(text + auth + "}}"))
        .containsExactly(
            "actions.note.auth: oauth2 needs clientSecret, refreshToken or both; neither is here");
    assertThat(errors(text + auth + ", refreshToken: \"${R}\"}}")).isEmpty();
    assertThat(errors(text + auth + ", clientSecret: \"${S}\"}}")).isEmpty();
  }

  @Test
  void refusesALoginThatMailServersDoNotKnow() {
    assertThat(
            errorsOf(
                Specs.minimal(
                    "{type: folder, path: mails}",
                    "{type: imap, host: mail.acme.example, auth: {type: bearer, token: \"${T}\"}}")))
        .containsExactly(
            "source.auth.type: \"bearer\" is not known; expected one of password, oauth2");
  }

  @Test
  void refusesAPinThatIsNone() {
    assertThat(
            errorsOf(
                Specs.minimal(
                    "{type: folder, path: mails}",
                    "{type: imap, host: h, pin: abc, auth: {type: password, username: u, password:"
                        + " \"${P}\"}}")))
        .containsExactly(
            "source.pin: \"abc\" does not fit; expected sha256/ and the certificate's key hash in"
                + " Base64, 44 characters");
  }

  @Test
  void readsOnlyTheAgeOfFiles() {
    assertThat(
            errorsOf(
                Specs.minimal("path: mails}", "path: mails, filter: {since: 72h, unseen: true}}")))
        .containsExactly(
            "source.filter.unseen: the key \"unseen\" is not known; expected one of since");
  }
}
