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

  @Test
  void sendsNothingOnceItWasStopped() throws Exception {
    Thread.currentThread().interrupt();

    EffectResult result = action.perform(Effects.request("stopped"), false);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isInstanceOf(EffectResult.NotNow.class);
    assertThat(lab.smtp.commands).isEmpty();
  }
}
