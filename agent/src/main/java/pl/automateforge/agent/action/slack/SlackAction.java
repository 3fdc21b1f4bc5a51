package pl.automateforge.agent.action.slack;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;

/**
 * A message in Slack. At most one a second goes to a channel: what comes earlier is put off to a
 * turn of its own. Blocks that Slack refuses are left out, once, and the text is sent alone.
 *
 * <p>A webhook is of class D. A bot's message bears the effect's id, so that it is of class B where
 * the bot may read its channel. That is decided when {@link #effectClass()} is first asked, and
 * stays: D where a {@link #check()} before has found that the bot may not read, B otherwise. A bot
 * of which that was not known yet and that turns out not to be able to read leaves the doubt to a
 * person, as class D does.
 */
public final class SlackAction implements Action {
  static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final String name;
  private final SlackMessage message;
  private final SlackPaces.Pace pace;
  private final Way way;

  private SlackAction(String name, SlackMessage message, SlackPaces.Pace pace, Way way) {
    this.name = name;
    this.message = message;
    this.pace = pace;
    this.way = way;
  }

  /** By an incoming webhook, whose whole address is a secret. */
  public static SlackAction byWebhook(
      String name,
      HttpAddress webhook,
      TextTemplate text,
      SlackPaces paces,
      HttpClients clients,
      Timeouts timeouts,
      Clock clock) {
    return new SlackAction(
        name,
        new SlackMessage(text),
        paces.of(webhook.url().toString()),
        new WebhookWay(webhook, clients, timeouts, clock));
  }

  /** By a bot. */
  public static SlackAction byBot(
      String name,
      SlackBot bot,
      TextTemplate text,
      SlackPaces paces,
      HttpClients clients,
      Timeouts timeouts,
      Clock clock) {
    return new SlackAction(
        name,
        new SlackMessage(text),
        paces.of(bot.token().value() + " " + bot.channel()),
        new BotWay(bot, clients, timeouts, clock));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return way.effectClass();
  }

  @Override
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "post a message of %d bytes to %s (slack \"%s\"): category %s",
        message.json(request, way.channel(), true).length,
        way.shown(),
        name,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    Duration wait = pace.untilTurn(request.effect());
    if (wait.isPositive()) {
      return new EffectResult.NotNow(
          "one message a second goes to a channel; this one's turn is later", wait);
    }
    Heard heard = send(request, true);
    return heard.aboutBlocks ? send(request, false).result : heard.result;
  }

  private Heard send(EffectRequest request, boolean blocks) throws InterruptedException {
    Heard heard = way.send(message.json(request, way.channel(), blocks));
    if (heard.result instanceof EffectResult.NotNow later && later.after() != null) {
      pace.rest(later.after());
    }
    return heard;
  }

  @Override
  public Probe probe(EffectRequest request) throws InterruptedException {
    return way.probe(request.effect());
  }

  @Override
  public Duration probeAfter() {
    return way.probeAfter();
  }

  @Override
  public CheckResult check() {
    return way.check();
  }

  @Override
  public void close() {
    // The connections belong to HttpClients.
  }

  static Request.Builder post(HttpUrl url, byte[] json) {
    return new Request.Builder().url(url).post(RequestBody.create(json, JSON));
  }

  /**
   * What came of one request.
   *
   * @param aboutBlocks whether Slack refused it for its blocks
   */
  record Heard(EffectResult result, boolean aboutBlocks) {}

  /** How messages get to Slack. */
  sealed interface Way permits WebhookWay, BotWay {
    EffectClass effectClass();

    /** Null where the way has its own. */
    @Nullable String channel();

    /** For a person; holds no secret. */
    String shown();

    Heard send(byte[] json) throws InterruptedException;

    Probe probe(String effect) throws InterruptedException;

    Duration probeAfter();

    CheckResult check();
  }
}
