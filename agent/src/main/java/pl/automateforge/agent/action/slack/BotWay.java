package pl.automateforge.agent.action.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.FormBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action.Probe;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Texts;
import pl.automateforge.agent.action.http.Answers;
import pl.automateforge.agent.action.http.Reaching;
import pl.automateforge.agent.action.http.RetryAfter;
import pl.automateforge.agent.action.http.Sending;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.action.slack.SlackCalls.Said;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;

/** A bot: it answers by JSON, under status 200 also where it refuses. */
final class BotWay implements SlackAction.Way {
  /** How long Slack may take to show in a channel's history what was posted there. */
  private static final Duration UNTIL_SHOWN = Duration.ofSeconds(10);

  private final SlackBot bot;
  private final Clock clock;
  private final Duration probeAfter;
  private final SlackCalls calls;
  private final SlackHistory history;
  private final Answers answers;
  private final Sending probed;
  private final Sending unprobed;
  private final AtomicBoolean cannotRead = new AtomicBoolean();
  private final AtomicReference<@Nullable EffectClass> decided = new AtomicReference<>();

  BotWay(SlackBot bot, HttpClients clients, Timeouts timeouts, Clock clock) {
    this.bot = bot;
    this.clock = clock;
    this.probeAfter = timeouts.call().plus(UNTIL_SHOWN);
    this.calls = new SlackCalls(bot, clients, timeouts);
    this.history = new SlackHistory(bot, calls);
    this.answers = new Answers(EffectClass.D, clock);
    this.probed = new Sending(bot.api(), HttpLogin.NONE, EffectClass.B, answers, clients, timeouts);
    this.unprobed =
        new Sending(bot.api(), HttpLogin.NONE, EffectClass.D, answers, clients, timeouts);
  }

  @Override
  public EffectClass effectClass() {
    EffectClass now = cannotRead.get() ? EffectClass.D : EffectClass.B;
    EffectClass before = decided.compareAndExchange(null, now);
    return before == null ? now : before;
  }

  @Override
  public String channel() {
    return bot.channel();
  }

  @Override
  public String shown() {
    return bot.channel() + " at " + bot.api().shown();
  }

  @Override
  public SlackAction.Heard send(byte[] json) throws InterruptedException {
    AtomicBoolean aboutBlocks = new AtomicBoolean();
    Sending sending = effectClass() == EffectClass.B ? probed : unprobed;
    EffectResult result =
        sending.send(
            SlackAction.post(bot.method("chat.postMessage"), json)
                .header("Authorization", bot.bearer()),
            response -> meaning(response, aboutBlocks));
    return new SlackAction.Heard(result, aboutBlocks.get());
  }

  private EffectResult meaning(Response response, AtomicBoolean aboutBlocks) throws IOException {
    if (response.code() != 200) {
      return answers.meaning(response);
    }
    JsonNode said = SlackCalls.json(response);
    if (said.path("ok").asBoolean(false)) {
      history.learn(said.path("channel"));
      return new EffectResult.Done("posted, ts " + SlackHistory.ts(said));
    }
    String word = SlackErrors.word(said.path("error").asText(""));
    Duration after = RetryAfter.of(response.header("Retry-After"), clock);
    aboutBlocks.set(SlackErrors.isAboutBlocks(word));
    if (SlackErrors.isLater(word)) {
      return new EffectResult.NotNow(SlackErrors.sentence(word), after);
    }
    // An answer that is none of Slack's says nothing of what happened behind it.
    boolean open = SlackErrors.leavesOpen(word) || !said.has("ok");
    return open
        ? answers.unclear("Slack answered " + word + ": it may have posted the message", after)
        : new EffectResult.Refused(SlackErrors.sentence(word));
  }

  @Override
  public Probe probe(String effect) throws InterruptedException {
    return history.probe(effect);
  }

  @Override
  public Duration probeAfter() {
    return probeAfter;
  }

  /** Asks who the bot is and what it may do, and takes a look at its channel where it may. */
  @Override
  public CheckResult check() {
    Instant start = clock.instant();
    try {
      Said who = calls.ask("auth.test", new FormBody.Builder().build());
      if (!who.ok()) {
        return refused(who.error());
      }
      if (!who.scopes().isEmpty() && !who.may("chat:write")) {
        return refused("missing_scope");
      }
      return told(who, Duration.between(start, clock.instant()));
    } catch (IOException e) {
      return Reaching.failed(bot.api(), e);
    }
  }

  private CheckResult told(Said who, Duration took) throws IOException {
    boolean reads = mayRead(who);
    cannotRead.set(!reads);
    Optional<String> refusal = reads ? history.refusal() : Optional.empty();
    if (refusal.isPresent() && !refusal.get().equals("missing_scope")) {
      return SlackErrors.isLater(refusal.get()) ? fine(who, took, reads) : refused(refusal.get());
    }
    if (refusal.isPresent()) {
      cannotRead.set(true);
      return fine(who, took, false);
    }
    return fine(who, took, reads);
  }

  private CheckResult fine(Said who, Duration took, boolean reads) {
    return new CheckResult.Fine(
        String.format(
            Locale.ROOT,
            "Slack knows the bot as %s in %s, answered in %d ms; it may post to %s%s",
            shown(who, "user"),
            shown(who, "team"),
            took.toMillis(),
            bot.channel(),
            reads
                ? " and read what it posted"
                : "; it may not read there, so that a message of which no answer came is a person's"
                    + " to settle: the scope channels:history, or groups:history for a private"
                    + " channel, would change that"));
  }

  private static boolean mayRead(Said who) {
    return who.scopes().isEmpty()
        || who.may("channels:history")
        || who.may("groups:history")
        || who.may("im:history")
        || who.may("mpim:history");
  }

  private static String shown(Said who, String field) {
    return Texts.cut(who.body().path(field).asText("nobody").replaceAll("\\p{C}", "?"), 80);
  }

  private static CheckResult refused(String word) {
    return new CheckResult.Failed("Slack answered " + word, SlackErrors.cure(word));
  }
}
