package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;

class EmailContractTests extends ActionContractTests {
  private static final Set<String> KNOWN = Set.of("subject", "summary");
  private SmtpLab lab;
  private Action action;

  @BeforeEach
  void open() throws Exception {
    lab = new SmtpLab();
    action = email(lab.sender());
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private static EmailAction email(SmtpSender sender) {
    return new EmailAction(
        "tell-manager",
        List.of(new MailAddress("kierownik", "acme.example")),
        Template.compile("Pilne: {{subject}}", KNOWN, Target.MAIL_HEADER),
        Template.compile("{{summary}}", KNOWN, Target.PLAIN_TEXT),
        sender,
        Set.of("summary", "reason"),
        List.of(sender.from()),
        SmtpLab.CLOCK);
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    try (ServerSocket free = new ServerSocket(0)) {
      return email(lab.sender(free.getLocalPort(), null, 5_000));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return lab.smtp.taken.stream()
        .filter(mail -> mail.data().contains("X-AutoForge-Effect: " + effect))
        .count();
  }

  @Override
  protected boolean targetUntouched() {
    return lab.smtp.commands.isEmpty();
  }

  @Test
  void sendsToTheSpecsRecipientsOnly() throws Exception {
    action.perform(Effects.request("one"), false);

    assertThat(action.effectClass()).isEqualTo(EffectClass.D);
    assertThat(lab.smtp.taken)
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.to()).containsExactly("<kierownik@acme.example>");
          assertThat(mail.data())
              .contains(
                  "From: biuro@acme.example",
                  "To: kierownik@acme.example",
                  "Auto-Submitted: auto-generated",
                  "=46aktura one");
        });
  }

  private EmailAction to(String local, String domain, String text, MailAddress own) {
    return new EmailAction(
        "tell",
        List.of(new MailAddress(local, domain)),
        Template.compile("Pilne", KNOWN, Target.MAIL_HEADER),
        Template.compile(text, KNOWN, Target.PLAIN_TEXT),
        lab.sender(),
        Set.of("summary", "reason"),
        List.of(own),
        SmtpLab.CLOCK);
  }

  private String sent(EmailAction email) {
    email.perform(Effects.request("one"), false);
    return lab.smtp.taken.getLast().data();
  }

  @Test
  void tellsPeopleOutsideThatAnAiWroteIt() throws Exception {
    EmailAction outside = to("jan", "client.example", "{{summary}}", SmtpLab.OFFICE);

    assertThat(outside.describe(Effects.request("one"))).contains("with AI notice 1");
    assertThat(outside.perform(Effects.request("one"), false))
        .isInstanceOfSatisfying(
            EffectResult.Done.class, done -> assertThat(done.receipt()).endsWith("; AI notice 1"));
    assertThat(lab.smtp.taken.getLast().data())
        .contains("AI-Disclosure: mode=machine-generated", "wiadomo=C5=9Bci", "sent by an AI");
  }

  @Test
  void tellsColleaguesByTheHeaderOnly() {
    assertThat(sent(to("jan", "acme.example", "{{summary}}", SmtpLab.OFFICE)))
        .contains("AI-Disclosure: mode=machine-generated")
        .doesNotContain("sent by an AI");
  }

  @Test
  void tellsNothingWhereAModelWroteNothing() {
    assertThat(sent(to("jan", "client.example", "{{subject}}", SmtpLab.OFFICE)))
        .doesNotContain("AI-Disclosure", "sent by an AI");
  }

  @Test
  void takesNobodyForAColleagueWhoHasTheSameProvider() {
    MailAddress own = new MailAddress("biuro", "gmail.com");
    assertThat(sent(to("jan", "gmail.com", "{{summary}}", own))).contains("sent by an AI");
    assertThat(sent(to("biuro", "gmail.com", "{{summary}}", own))).doesNotContain("sent by an AI");
  }

  @Test
  void sendsNothingOnceItWasStopped() throws Exception {
    Thread.currentThread().interrupt();

    EffectResult result = action.perform(Effects.request("stopped"), false);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isInstanceOf(EffectResult.NotNow.class);
    assertThat(lab.smtp.commands).isEmpty();
  }
}
