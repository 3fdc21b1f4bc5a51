package pl.automateforge.agent.action.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectPayload;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.http.Answers;
import pl.automateforge.agent.action.http.Reaching;
import pl.automateforge.agent.action.http.Sending;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.spec.Secret;

/**
 * Posts the decision as JSON. Each request bears {@code Idempotency-Key} (the effect's id as a
 * quoted string) and, where a secret is bound, {@link Signature}. The body of an answer is thrown
 * away unread.
 */
public final class WebhookAction implements Action {
  private static final MediaType JSON = MediaType.get("application/json");

  private final String name;
  private final HttpAddress target;
  private final @Nullable Secret secret;
  private final EffectClass effectClass;
  private final Answers answers;
  private final HttpClients clients;
  private final Sending sending;
  private final Duration connectTimeout;
  private final Clock clock;

  /**
   * @param secret null, or an empty one, for unsigned
   * @param effectClass C where the receiver honours Idempotency-Key, else D
   * @param timeouts of one connect and of a whole call
   * @param clock tells the signature's time
   */
  public WebhookAction(
      String name,
      HttpAddress target,
      @Nullable Secret secret,
      EffectClass effectClass,
      HttpClients clients,
      Timeouts timeouts,
      Clock clock) {
    this.name = name;
    this.target = target;
    this.secret = secret == null || secret.value().isEmpty() ? null : secret;
    this.effectClass = effectClass;
    this.answers = new Answers(effectClass, clock);
    this.clients = clients;
    this.connectTimeout = timeouts.connect();
    this.clock = clock;
    this.sending =
        new Sending(target, HttpLogin.NONE, keyedOrNot(effectClass), answers, clients, timeouts);
  }

  private static EffectClass keyedOrNot(EffectClass effectClass) {
    return switch (effectClass) {
      case C, D -> effectClass;
      case A, B -> throw new IllegalArgumentException("a webhook is of class C or D");
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return effectClass;
  }

  @Override
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "POST %d bytes to %s (webhook \"%s\"): category %s",
        EffectPayload.json(request).length,
        target.shown(),
        name,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    return sending.send(post(request), answers::meaning);
  }

  @Override
  public CheckResult check() {
    return Reaching.check(
        target,
        target.shown(),
        clients,
        connectTimeout,
        (secret == null ? "; requests are not signed" : "")
            + "; nothing was posted, as a webhook has no call without effect");
  }

  @Override
  public void close() {
    // The connections belong to HttpClients.
  }

  private Request.Builder post(EffectRequest request) {
    byte[] body = EffectPayload.json(request);
    Request.Builder post =
        new Request.Builder()
            .url(target.url())
            .post(RequestBody.create(body, JSON))
            .header("Idempotency-Key", '"' + request.effect() + '"');
    if (target.authorization() != null) {
      post.header("Authorization", target.authorization());
    }
    if (secret != null) {
      post.header(Signature.HEADER, Signature.of(secret, clock.instant(), body));
    }
    return post;
  }
}
