package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.spec.MailSpec;

class ImapDraftContractTests extends ActionContractTests {
  private static final Template TEXT =
      Template.compile("Odpowiedź: {{summary}}", Set.of("summary"), Target.PLAIN_TEXT);

  private ImapLab lab;
  private Action action;

  @BeforeEach
  void open() throws Exception {
    lab =
        new ImapLab(
            "namespace inbox {\n  mailbox Szkice {\n    special_use = \\Drafts\n    auto = create\n  }\n}");
    action = draft(lab.mailbox, OriginalReader.FROM_SOURCE, "Drafts");
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private ImapDraftAction draft(Mailbox mailbox, OriginalReader reader, String where) {
    return new ImapDraftAction(
        "draft-answer", lab.folders(mailbox), where, TEXT, SmtpLab.OFFICE, reader, SmtpLab.CLOCK);
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    try (ServerSocket free = new ServerSocket(0)) {
      return draft(
          lab.mailbox(lab.dovecot.server(free.getLocalPort(), MailSpec.Tls.NONE)),
          OriginalReader.FROM_SOURCE,
          "Drafts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return drafts().stream().filter(m -> m.contains("X-AutoForge-Effect: " + effect)).count();
  }

  private List<String> drafts() {
    try {
      return lab.dovecot.messages("Szkice").stream().map(m -> new String(m, ISO_8859_1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected boolean targetUntouched() {
    return drafts().isEmpty();
  }

  @Test
  void laysADraftThatAPersonCanSend() throws Exception {
    EffectRequest request = lab.request("one");
    Action inMailbox = draft(lab.mailbox, new MailboxOriginals(lab.folders()), "Drafts");

    EffectResult result = inMailbox.perform(request, false);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Done.class,
            done -> assertThat(done.receipt()).contains("folder INBOX.Szkice"));
    assertThat(drafts().getFirst())
        .contains(
            "From: biuro@acme.example",
            "To: jan@client.example",
            "Subject: Re: one",
            "In-Reply-To: <same@client.example>")
        .doesNotContain("Auto-Submitted", "AI-Disclosure", "an AI");
    assertThat(lab.dovecot.files("Szkice").getFirst().toString()).endsWith(":2,DS");
  }

  @Test
  void readsAnOriginalThatWasMovedBefore() throws Exception {
    EffectRequest request = lab.request("one");
    new ImapMoveAction("file", lab.folders(), ImapLab.BILLS).perform(request, false);

    assertThat(
            draft(lab.mailbox, new MailboxOriginals(lab.folders()), "Drafts")
                .perform(request, false))
        .isInstanceOf(EffectResult.Done.class);
  }

  @Test
  void isProbedByItsMessageId() throws Exception {
    EffectRequest request = lab.request("one");
    assertThat(action.probe(request)).isInstanceOf(Action.Probe.Absent.class);

    action.perform(request, false);

    assertThat(action.probe(request))
        .isInstanceOfSatisfying(
            Action.Probe.Found.class,
            found -> assertThat(found.receipt()).startsWith("draft: UID 1, "));
    assertThat(action.probe(lab.request("two"))).isInstanceOf(Action.Probe.Absent.class);
    assertThat(action.probeAfter()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void refusesAFolderThatIsNamedAndMissing() throws Exception {
    assertThat(
            draft(lab.mailbox, OriginalReader.FROM_SOURCE, "Szkicee")
                .perform(lab.request("one"), false))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused -> assertThat(refused.cause()).contains("'Szkicee'", "INBOX.Szkice"));
  }

  @Test
  void notesWhoWouldNotRead() throws Exception {
    byte[] mail = "From: no-reply@client.example\r\n\r\nx".getBytes(UTF_8);
    lab.dovecot.deliver("INBOX", mail);
    EffectRequest request = lab.request("nobody", lab.identity("INBOX", mail), mail);
    byte[] none = "From: a@b.example, c@d.example\r\n\r\nx".getBytes(UTF_8);
    lab.dovecot.deliver("INBOX", none);

    assertThat(action.perform(request, false).toString()).contains("nobody seems to read");
    assertThat(
            action
                .perform(lab.request("none", lab.identity("INBOX", none), none), false)
                .toString())
        .contains("without a recipient");
    assertThat(drafts()).hasSize(2).anyMatch(m -> !m.contains("To: "));
  }
}
