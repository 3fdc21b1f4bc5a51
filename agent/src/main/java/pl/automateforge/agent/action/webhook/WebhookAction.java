package pl.automateforge.agent.action.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectPayload;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.EgressRefusedException;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpUse;
import pl.automateforge.agent.net.Reached;
import pl.automateforge.agent.net.SendWatch;
import pl.automateforge.agent.spec.Secret;

/**
 * Posts the decision as JSON. Each request bears {@code Idempotency-Key} (the effect's id as a
 * quoted string) and, where a secret is bound, {@link Signature}. The body of an answer is thrown
 * away unread.
 */
public final class WebhookAction implements Action {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long WORTH_DRAINING = 64 * 1024;

  private final String name;
  private final WebhookTarget target;
  private final @Nullable Secret secret;
  private final EffectClass effectClass;
  private final Answers answers;
  private final HttpClients clients;
  private final OkHttpClient client;
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
      WebhookTarget target,
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
    this.client = clients.client(use(effectClass, timeouts));
  }

  /** How long a connect and a whole call may take. */
  public record Timeouts(Duration connect, Duration call) {}

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
    if (Thread.interrupted()) {
      return afterInterrupt(false);
    }
    Request.Builder builder = post(request);
    SendWatch watch = SendWatch.over(builder);
    Call call = client.newCall(builder.build());
    try (Response response = call.execute()) {
      dropLongBody(call, response);
      return answers.meaning(response);
    } catch (EgressRefusedException e) {
      return new EffectResult.Refused(e.sentence());
    } catch (IOException e) {
      return afterFailure(e, watch.begun());
    }
  }

  @Override
  public CheckResult check() {
    try {
      return new CheckResult.Fine(
          seen(clients.reach(target.uri(), true, connectTimeout))
              + "; nothing was posted, as a webhook has no call without effect");
    } catch (EgressRefusedException e) {
      return new CheckResult.Failed(
          e.sentence(), "name another address, or allow this one in privacy.inside");
    } catch (IOException e) {
      return new CheckResult.Failed(
          failure(e), "see that the address is right and that this machine may connect to it");
    }
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

  /**
   * @param begun whether a byte of the request may have left
   */
  private EffectResult afterFailure(IOException e, boolean begun) throws InterruptedException {
    if (Thread.interrupted()) {
      return afterInterrupt(begun);
    }
    return begun
        ? answers.unclear("no answer after sending: " + failure(e), null)
        : new EffectResult.NotNow("not sent: " + failure(e), null);
  }

  private EffectResult afterInterrupt(boolean begun) throws InterruptedException {
    if (effectClass == EffectClass.C) {
      throw new InterruptedException("stopped while posting");
    }
    // An exception would tell the caller less than is known here.
    Thread.currentThread().interrupt();
    return begun
        ? new EffectResult.Unknown("stopped after sending had begun")
        : new EffectResult.NotNow("stopped before anything was sent", null);
  }

  /** A short body is worth reading to its end, since the connection can be used again then. */
  private static void dropLongBody(Call call, Response response) {
    ResponseBody body = response.body();
    if (body != null && body.contentLength() > WORTH_DRAINING) {
      call.cancel();
    }
  }

  private String failure(IOException e) {
    String host = target.url().host();
    return switch (e) {
      case UnknownHostException _ -> "the name " + host + " cannot be resolved";
      case ConnectException _ -> host + ":" + target.url().port() + " does not accept connections";
      case SSLException _ -> "TLS with " + host + " failed: " + e.getMessage();
      default -> host + ": " + e.getMessage();
    };
  }

  private String seen(Reached reached) {
    String tls = reached.tls().map(version -> ", " + version).orElse("");
    return String.format(
        Locale.ROOT,
        "%s answers at %s in %d ms%s%s",
        target.shown(),
        reached.address().getAddress().getHostAddress(),
        reached.took().toMillis(),
        tls,
        secret == null ? "; requests are not signed" : "");
  }

  private static HttpUse use(EffectClass effectClass, Timeouts timeouts) {
    HttpUse.Sending sending =
        switch (effectClass) {
          case C -> HttpUse.Sending.REPEATABLE;
          case D -> HttpUse.Sending.ONCE_FRESH;
          case A, B -> throw new IllegalArgumentException("a webhook is of class C or D");
        };
    return new HttpUse(true, sending, timeouts.connect(), timeouts.call());
  }
}
