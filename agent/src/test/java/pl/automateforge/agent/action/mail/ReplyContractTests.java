package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;

class ReplyContractTests extends ActionContractTests {
  private SmtpLab lab;
  private Action action;

  @BeforeEach
  void open() throws Exception {
    lab = new SmtpLab();
    action = reply(lab.sender(), OriginalReader.FROM_SOURCE);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private static ReplyAction reply(SmtpSender sender, OriginalReader reader) {
    return new ReplyAction(
        "answer",
        Template.compile("Dziękujemy. {{summary}}", Set.of("summary"), Target.PLAIN_TEXT),
        sender,
        reader,
        List.of(new MailAddress("skrzynka", "acme.example")),
        SmtpLab.CLOCK);
  }

  private EffectResult answer(String mail) throws Exception {
    return reply(lab.sender(), origin -> Original.of(mail.getBytes(UTF_8), false))
        .perform(Effects.request("one"), false);
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    try (ServerSocket free = new ServerSocket(0)) {
      return reply(lab.sender(free.getLocalPort(), null, 5_000), OriginalReader.FROM_SOURCE);
    } catch (IOException e) {
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
  void answersTheFromAndNobodyElse() throws Exception {
    answer(
        "From: Jan <jan@client.example>\r\nReply-To: x@evil.example\r\nSender: y@evil.example\r\n"
            + "Cc: z@evil.example\r\nSubject: Re: RE: Termin\r\nMessage-ID: <m@c>\r\n\r\nDzień"
            + " dobry, kiedy będzie deklaracja i ile trzeba zapłacić?");

    assertThat(action.effectClass()).isEqualTo(EffectClass.D);
    assertThat(lab.smtp.taken)
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.from()).isEqualTo("<biuro@acme.example>");
          assertThat(mail.to()).containsExactly("<jan@client.example>");
          assertThat(mail.data())
              .contains(
                  "To: jan@client.example",
                  "Subject: Re: Termin",
                  "In-Reply-To: <m@c>",
                  "References: <m@c>",
                  "Auto-Submitted: auto-replied",
                  "sztuczna intel=\r\nigencja",
                  "AI-Disclosure: mode=ai-originated")
              .doesNotContain("evil.example");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "From: skrzynka@acme.example, of this agent's own",
    "From: biuro@acme.example, of this agent's own",
    "From: no-reply@client.example, nobody reads",
    "Subject: x, does not name exactly one",
  })
  void refusesWithTheReason(String header, String reason) throws Exception {
    assertThat(answer(header + "\r\n\r\nx"))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class, refused -> assertThat(refused.cause()).contains(reason));
    assertThat(lab.smtp.commands).isEmpty();
  }

  @Test
  void putsOffWhereTheOriginalCannotBeRead() throws Exception {
    EffectResult result =
        reply(
                lab.sender(),
                origin -> {
                  throw new IOException("the source does not hold the item any more");
                })
            .perform(Effects.request("one"), false);

    assertThat(result)
        .isEqualTo(
            new EffectResult.NotNow(
                "the mail to answer cannot be read: the source does not hold the item any more",
                null));
  }
}
