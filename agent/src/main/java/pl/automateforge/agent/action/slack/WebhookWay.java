package pl.automateforge.agent.action.slack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action.Probe;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.http.Answers;
import pl.automateforge.agent.action.http.Reaching;
import pl.automateforge.agent.action.http.Sending;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;

/** An incoming webhook: it answers by a status and a word. */
final class WebhookWay implements SlackAction.Way {
  private static final int MOST_BYTES = 4 * 1024;

  private final HttpAddress webhook;
  private final HttpClients clients;
  private final Timeouts timeouts;
  private final Answers answers;
  private final Sending sending;

  WebhookWay(HttpAddress webhook, HttpClients clients, Timeouts timeouts, Clock clock) {
    this.webhook = webhook;
    this.clients = clients;
    this.timeouts = timeouts;
    this.answers = new Answers(EffectClass.D, clock);
    this.sending = new Sending(webhook, HttpLogin.NONE, EffectClass.D, answers, clients, timeouts);
  }

  @Override
  public EffectClass effectClass() {
    return EffectClass.D;
  }

  @Override
  public @Nullable String channel() {
    return null;
  }

  @Override
  public String shown() {
    return webhook.shown();
  }

  @Override
  public SlackAction.Heard send(byte[] json) throws InterruptedException {
    AtomicBoolean aboutBlocks = new AtomicBoolean();
    EffectResult result =
        sending.send(
            SlackAction.post(webhook.url(), json), response -> meaning(response, aboutBlocks));
    return new SlackAction.Heard(result, aboutBlocks.get());
  }

  private EffectResult meaning(Response response, AtomicBoolean aboutBlocks) throws IOException {
    EffectResult byStatus = answers.meaning(response);
    if (!(byStatus instanceof EffectResult.Refused) || response.code() < 400) {
      return byStatus;
    }
    String said = new String(SlackCalls.bytes(response, MOST_BYTES), StandardCharsets.UTF_8);
    String word = SlackErrors.word(said);
    aboutBlocks.set(SlackErrors.isAboutBlocks(word));
    return new EffectResult.Refused("HTTP " + response.code() + ", " + SlackErrors.sentence(word));
  }

  @Override
  public Probe probe(String effect) {
    return new Probe.CannotTell("a webhook cannot say what it posted");
  }

  @Override
  public Duration probeAfter() {
    return Duration.ZERO;
  }

  @Override
  public CheckResult check() {
    return Reaching.check(
        webhook,
        webhook.shown(),
        clients,
        timeouts.connect(),
        "; nothing was posted, so that it is not known whether the webhook is still good");
  }
}
