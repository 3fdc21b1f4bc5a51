package pl.automateforge.agent.action.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.http.HttpActions;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;

/** Messages by an incoming webhook. */
final class SlackWebhookTests extends ActionContractTests {
  private final SlackServer slack = new SlackServer();
  private final HttpClients clients = HttpActions.clients();
  private final SlackAction action = webhook(slack.webhook());

  private SlackAction webhook(HttpAddress address) {
    LeapingClock clock = new LeapingClock();
    return SlackAction.byWebhook(
        "tell",
        address,
        HttpActions.text("{{subject}}: {{summary}}"),
        new SlackPaces(clock),
        clients,
        HttpActions.PATIENT,
        clock);
  }

  @AfterEach
  void stop() {
    clients.close();
    slack.close();
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    return webhook(HttpActions.nobody());
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return slack.messages.stream()
        .filter(message -> message.toString().contains(effect.substring(0, 12)))
        .count();
  }

  @Override
  protected boolean targetUntouched() {
    return slack.server.connections.get() == 0;
  }

  @Test
  void isOfClassDAndShowsNoSecret() throws Exception {
    assertThat(action.effectClass()).isEqualTo(EffectClass.D);
    assertThat(action.describe(Effects.request("x"))).doesNotContain("s3cret", "services");
    assertThat(action.check().detail()).doesNotContain("s3cret", "services");
    assertThat(action.probe(Effects.request("x"))).isInstanceOf(Action.Probe.CannotTell.class);
  }

  @ParameterizedTest
  @CsvSource({
    "404 Gone, no_service, make a new one",
    "403 No, invalid_token, a new webhook",
    "410 Gone, channel_is_archived, not archived",
    "403 No, action_prohibited, let an administrator",
    "404 Gone, <html>, look the word up",
  })
  void namesTheCureOfARefusal(String status, String word, String cure) throws Exception {
    slack.answerOnce(status, word);

    assertThat(action.perform(Effects.request("no"), false))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused -> assertThat(refused.cause()).contains(cure).doesNotContain("<html>"));
  }

  @Test
  void sendsTheTextAloneWhereTheBlocksAreRefused() throws Exception {
    slack.answerOnce("400 Bad", "invalid_blocks");

    assertThat(action.perform(Effects.request("plain"), false))
        .isInstanceOf(EffectResult.Done.class);
    assertThat(slack.messages).hasSize(1).allMatch(message -> !message.has("blocks"));
  }

  @Test
  void doesNotKnowWhatCameOfAFault() throws Exception {
    slack.answerOnce("500 Oops", "rollup_error");
    assertThat(action.perform(Effects.request("fault"), false))
        .isInstanceOf(EffectResult.Unknown.class);

    slack.answerOnce("429 Many", "", "Retry-After: 3");
    assertThat(action.perform(Effects.request("later"), false))
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class,
            later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(3)));
  }
}
