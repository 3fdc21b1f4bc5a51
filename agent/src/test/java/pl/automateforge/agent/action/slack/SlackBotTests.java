package pl.automateforge.agent.action.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.http.HttpActions;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Secret;

/** Messages by a bot. */
final class SlackBotTests extends ActionContractTests {
  private static final String CHANNEL = "C0123456789";
  private final SlackServer slack = new SlackServer();
  private final HttpClients clients = HttpActions.clients();
  private final SlackAction action = bot(CHANNEL, new LeapingClock());

  private SlackAction bot(String channel, Clock clock) {
    return SlackAction.byBot(
        "tell",
        slack.bot(channel),
        HttpActions.text("Nowa faktura od {{sender}}: {{subject}} {{summary}}"),
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
    return SlackAction.byBot(
        "tell",
        new SlackBot(HttpActions.nobody(), new Secret("xoxb-1"), CHANNEL),
        HttpActions.text("{{subject}}"),
        new SlackPaces(new LeapingClock()),
        clients,
        HttpActions.PATIENT,
        new LeapingClock());
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return slack.messages.stream().filter(message -> effectOf(message).equals(effect)).count();
  }

  private static String effectOf(JsonNode message) {
    return message.path("metadata").path("event_payload").path("effect_id").asText();
  }

  @Override
  protected boolean targetUntouched() {
    return slack.server.connections.get() == 0;
  }

  @Test
  void bearsTheEffectAndItsToken() throws Exception {
    EffectRequest request = Effects.request("one");

    assertThat(action.perform(request, false))
        .isEqualTo(new EffectResult.Done("posted, ts 1795341600.1"));

    JsonNode message = slack.messages.getFirst();
    assertThat(message.path("channel").asText()).isEqualTo(CHANNEL);
    assertThat(message.path("metadata").path("event_type").asText()).isEqualTo("autoforge_effect");
    assertThat(slack.server.requests.getFirst().headers())
        .containsEntry("authorization", "Bearer xoxb-s3cret");
    assertThat(action.effectClass()).isEqualTo(EffectClass.B);
    assertThat(action.describe(request)).contains(CHANNEL).doesNotContain("xoxb");
  }

  @Test
  void findsWhatItPosted() throws Exception {
    slack.historyPage = 2;
    for (int i = 0; i < 7; i++) {
      action.perform(Effects.request("message " + i), false);
    }

    assertThat(action.probe(Effects.request("message 0")))
        .isInstanceOfSatisfying(
            Action.Probe.Found.class,
            found -> assertThat(found.receipt()).startsWith("found in the channel, ts "));
    assertThat(action.probe(Effects.request("never"))).isEqualTo(new Action.Probe.Absent());
    assertThat(action.probeAfter()).isGreaterThan(HttpActions.PATIENT.call());
  }

  @Test
  void cannotTellBehindAVeryLongHistory() throws Exception {
    slack.historyPage = 1;
    for (int i = 0; i < 12; i++) {
      action.perform(Effects.request("message " + i), false);
    }

    assertThat(action.probe(Effects.request("never"))).isInstanceOf(Action.Probe.CannotTell.class);
  }

  @Test
  void looksUpAChannelThatIsNamed() throws Exception {
    SlackAction named = bot("#bok", new LeapingClock());
    assertThat(named.probe(Effects.request("never"))).isEqualTo(new Action.Probe.Absent());
    assertThat(bot("#other", new LeapingClock()).probe(Effects.request("never")))
        .isInstanceOfSatisfying(
            Action.Probe.CannotTell.class,
            cannot -> assertThat(cannot.why()).contains("write it in the spec"));
  }

  @Test
  void learnsTheChannelsIdFromAnAnswer() throws Exception {
    SlackAction named = bot("#bok", new LeapingClock());
    named.perform(Effects.request("one"), false);

    assertThat(named.probe(Effects.request("one"))).isInstanceOf(Action.Probe.Found.class);
    assertThat(slack.server.requests).noneMatch(sent -> sent.line().contains("conversations.list"));
  }

  @Test
  void isOfClassDWhereACheckFoundThatItCannotRead() throws Exception {
    slack.scopes = "chat:write";
    assertThat(action.check().detail())
        .contains("forge in Acme", "it may not read there", "channels:history");

    assertThat(action.effectClass()).isEqualTo(EffectClass.D);
    slack.scopes = "chat:write,channels:history";
    action.check();
    assertThat(action.effectClass()).isEqualTo(EffectClass.D);
  }

  @Test
  void staysOfItsClassAndLeavesTheDoubtWhereItCannotRead() throws Exception {
    slack.scopes = "chat:write";
    assertThat(action.effectClass()).isEqualTo(EffectClass.B);
    action.check();

    assertThat(action.effectClass()).isEqualTo(EffectClass.B);
    assertThat(action.probe(Effects.request("x")))
        .isInstanceOfSatisfying(
            Action.Probe.CannotTell.class,
            cannot -> assertThat(cannot.why()).contains("channels:history"));
  }

  @Test
  void saysThatItMayNotWrite() {
    slack.scopes = "channels:history";

    assertThat(action.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class, failed -> assertThat(failed.cure()).contains("chat:write"));
  }

  @Test
  void looksAtItsChannelInACheck() {
    slack.answerOnce("200 OK", "{\"ok\":true,\"user\":\"forge\",\"team\":\"Acme\"}");
    slack.answerOnce("200 OK", "{\"ok\":false,\"error\":\"not_in_channel\"}");

    assertThat(action.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> assertThat(failed.cure()).contains("invite the bot into the channel"));
  }

  @ParameterizedTest
  @CsvSource({
    "channel_not_found, invite the bot where it is private",
    "not_in_channel, invite the bot into the channel",
    "invalid_auth, bind the bot's token",
    "token_revoked, install the application",
    "missing_scope, chat:write",
    "is_archived, not archived",
    "restricted_action, let an administrator",
    "some_new_word, look the word up",
  })
  void namesTheCureOfARefusal(String word, String cure) throws Exception {
    slack.answerOnce("200 OK", "{\"ok\":false,\"error\":\"" + word + "\"}");

    assertThat(action.perform(Effects.request("no"), false))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused -> assertThat(refused.cause()).contains("Slack answered " + word, cure));
    assertThat(slack.messages).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"ok\":false,\"error\":\"internal_error\"}", "<html>", "", "[]", "{}", "null"})
  void leavesOpenWhatSlackDoesNotSay(String body) throws Exception {
    slack.answerOnce("200 OK", body);

    assertThat(action.perform(Effects.request("open"), false))
        .isInstanceOf(EffectResult.Unknown.class);
  }

  @Test
  void sendsTheTextAloneWhereTheBlocksAreRefused() throws Exception {
    slack.answerOnce("200 OK", "{\"ok\":false,\"error\":\"invalid_blocks\"}");

    assertThat(action.perform(Effects.request("plain"), false))
        .isInstanceOf(EffectResult.Done.class);

    JsonNode message = slack.messages.getFirst();
    assertThat(message.has("blocks")).isFalse();
    assertThat(message.path("text").asText()).contains("Nowa faktura");
  }

  @Test
  void degradesOnlyOnce() throws Exception {
    slack.answerOnce("200 OK", "{\"ok\":false,\"error\":\"invalid_blocks\"}");
    slack.answerOnce("200 OK", "{\"ok\":false,\"error\":\"invalid_blocks\"}");

    assertThat(action.perform(Effects.request("plain"), false))
        .isInstanceOf(EffectResult.Refused.class);
    assertThat(slack.server.requests).hasSize(2);
  }

  @Test
  void givesEachMessageATurnOfItsOwn() throws Exception {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    SlackAction paced = bot(CHANNEL, clock);

    assertThat(paced.perform(Effects.request("1"), false)).isInstanceOf(EffectResult.Done.class);
    for (int i = 2; i < 50; i++) {
      Duration turn = Duration.ofSeconds(i - 1L);
      assertThat(paced.perform(Effects.request("" + i), false))
          .isInstanceOfSatisfying(
              EffectResult.NotNow.class, later -> assertThat(later.after()).isEqualTo(turn));
    }
    for (int i = 2; i < 50; i++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(paced.perform(Effects.request("" + i), false))
          .isInstanceOf(EffectResult.Done.class);
    }
    assertThat(slack.messages).hasSize(49);
  }

  @Test
  void letsEverybodyWaitWhereSlackAsksForIt() throws Exception {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    SlackAction paced = bot(CHANNEL, clock);
    slack.answerOnce("429 Many", "", "Retry-After: 30");

    for (String word : List.of("1", "2")) {
      assertThat(paced.perform(Effects.request(word), false))
          .isInstanceOfSatisfying(
              EffectResult.NotNow.class,
              later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(30)));
    }
    assertThat(slack.server.requests).hasSize(1);
  }

  @Test
  void leavesAProbeToWhatCameAfterACutConnection() throws Exception {
    slack.next.add((request, socket) -> socket.close());

    assertThat(action.perform(Effects.request("cut"), false))
        .isInstanceOf(EffectResult.Unknown.class);
    assertThat(slack.server.requests).hasSize(1);
  }

  @Test
  void isRefusedWhereContentMustNotReachSlack() {
    Privacy stay =
        new Privacy(true, false, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null);

    assertThatThrownBy(() -> SlackBot.of(new Secret("xoxb-1"), "#bok", Egress.of(stay)))
        .isInstanceOfSatisfying(UnfitAddressException.class, e -> assertThat(e.unsafe()).isTrue());
    Egress open =
        Egress.of(
            new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null));
    assertThatThrownBy(() -> SlackBot.of(new Secret("s3\ncret"), "#bok", open))
        .hasMessage("what is bound is no token of Slack (value not shown); expected xoxb-…");
  }
}
