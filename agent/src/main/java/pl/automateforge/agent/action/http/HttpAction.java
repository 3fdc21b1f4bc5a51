package pl.automateforge.agent.action.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.AccessTokenException;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.HttpUse;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.spec.OutputSpec;

/**
 * A request with a body of its own. PUT and DELETE are idempotent by what HTTP says of them, so
 * they are of class A; every other method is of class D. Each request bears {@code
 * X-AutoForge-Effect} with the effect's id, which promises nothing. The body of an answer is thrown
 * away unread.
 */
public final class HttpAction implements Action {
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final String name;
  private final String method;
  private final HttpAddress address;
  private final HttpLogin login;
  private final BodyTemplate body;
  private final EffectClass effectClass;
  private final Answers answers;
  private final Sending sending;
  private final HttpClients clients;
  private final Timeouts timeouts;
  private final Clock clock;

  /**
   * Touches nothing yet.
   *
   * @param method one of those that the spec knows
   * @param template of the body; empty for none
   * @param output the spec's fields, which the template may name
   * @throws UnfitAddressException where the template begins like JSON but gives none
   */
  public HttpAction(
      String name,
      String method,
      HttpAddress address,
      HttpLogin login,
      TextTemplate template,
      OutputSpec output,
      HttpClients clients,
      Timeouts timeouts,
      Clock clock)
      throws UnfitAddressException {
    this.name = name;
    this.method = method;
    this.address = address;
    this.login = login;
    this.body = BodyTemplate.of(template, output);
    this.effectClass = effectClass(method);
    this.answers = new Answers(effectClass, clock);
    this.sending = new Sending(address, login, effectClass, answers, clients, timeouts);
    this.clients = clients;
    this.timeouts = timeouts;
    this.clock = clock;
  }

  private static EffectClass effectClass(String method) {
    return method.equals("PUT") || method.equals("DELETE") ? EffectClass.A : EffectClass.D;
  }

  /** What is wrong with the body, whatever the environment binds; empty where nothing is. */
  public static Optional<String> unusable(TextTemplate body, OutputSpec output) {
    try {
      BodyTemplate.of(body, output);
      return Optional.empty();
    } catch (UnfitAddressException e) {
      return Optional.of(e.sentence());
    }
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
        "%s %d bytes to %s (http \"%s\"): category %s",
        method,
        body.render(request).map(bytes -> bytes.length).orElse(0),
        address.shown(),
        name,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    Optional<byte[]> bytes = body.render(request);
    if (bytes.isEmpty()) {
      return new EffectResult.Refused(
          "with the values of this item the body is no JSON; write quotes around each variable"
              + " that may be empty");
    }
    return sending.send(request(request, bytes.get()), response -> meaning(response, repeated));
  }

  /** What an earlier attempt deleted is not found by this one. */
  private EffectResult meaning(Response response, boolean repeated) {
    boolean missing = response.code() == NOT_FOUND || response.code() == GONE;
    return repeated && missing && method.equals("DELETE")
        ? new EffectResult.Done(Answers.receipt(response) + ", deleted by an earlier attempt")
        : answers.meaning(response);
  }

  private Request.Builder request(EffectRequest request, byte[] bytes) {
    boolean without = bytes.length == 0 && method.equals("DELETE");
    @Nullable RequestBody sent = without ? null : RequestBody.create(bytes, body.type());
    return authorized(new Request.Builder().url(address.url()))
        .method(method, sent)
        .header("X-AutoForge-Effect", request.effect());
  }

  private Request.Builder authorized(Request.Builder request) {
    return address.authorization() == null
        ? request
        : request.header("Authorization", address.authorization());
  }

  /**
   * Without a login, connects only. With one, asks by HEAD, which HTTP defines as safe, and takes
   * any answer but 401 and 403 for a login that is accepted.
   */
  @Override
  public CheckResult check() {
    if (!login.isThere() && address.authorization() == null) {
      return Reaching.check(
          address, address.shown(), clients, timeouts.connect(), "; nothing was sent");
    }
    Request.Builder head = authorized(new Request.Builder().url(address.url()).head());
    Instant start = clock.instant();
    try {
      login.sign(head);
      try (Response response = checking().newCall(head.build()).execute()) {
        return told(response, Duration.between(start, clock.instant()));
      }
    } catch (AccessTokenException e) {
      return new CheckResult.Failed(e.sentence(), e.cure());
    } catch (IOException e) {
      return Reaching.failed(address, e);
    }
  }

  private OkHttpClient checking() {
    return clients.client(
        new HttpUse(false, HttpUse.Sending.ONCE, timeouts.connect(), timeouts.call()));
  }

  private CheckResult told(Response response, Duration took) {
    int code = response.code();
    String answered =
        String.format(
            Locale.ROOT,
            "%s answered HEAD by HTTP %d in %d ms",
            address.shown(),
            code,
            took.toMillis());
    return switch (code) {
      case 401 ->
          new CheckResult.Failed(
              answered + ": the login was not accepted", "compare auth with the server's settings");
      case 403 ->
          new CheckResult.Failed(
              answered + ": the login may not use this address",
              "give the login the right to it, or log in otherwise");
      default ->
          code >= 500
              ? new CheckResult.Failed(answered, "see what is wrong at the server")
              : new CheckResult.Fine(answered + as() + ends() + "; nothing was changed");
    };
  }

  private String as() {
    return login.described().isEmpty() ? "" : ", logged in " + login.described();
  }

  private String ends() {
    return login.expires().map(end -> ", token good until " + end).orElse("");
  }

  @Override
  public void close() {
    // The connections belong to HttpClients.
  }
}
