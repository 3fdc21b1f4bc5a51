package pl.automateforge.agent.decision.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.AnswerSchema;
import pl.automateforge.agent.decision.AnswerValidator;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.ProviderGate;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;

/**
 * Claude decides. One item is one request in one context; the answer is held against the spec. A
 * confidence is the model's own word and never calibrated.
 *
 * <p>Meant for virtual threads: a call blocks its thread until the answer or the timeout, and an
 * interrupt ends it at once there (on a platform thread only between reads and writes).
 */
public final class AnthropicDecider implements Decider {
  static final String PROVIDER = "anthropic";

  private static final String ADDRESS = "https://api.anthropic.com";

  private static final String NO_KEY =
      "model.apiKey is bound to nothing, or to something that holds other than printable ASCII";
  private static final String KEY_CURE =
      "bind the slot of model.apiKey to a key of the provider, without quotes or line breaks";

  private static final String REJECTED_CURE =
      "check model.name, model.maxTokens, model.baseUrl, prompt and output: the service rejects what"
          + " they make of any message";

  /** So many connections are kept at least, whatever the spec's concurrency. */
  private static final int CONNECTIONS = 256;

  private final String model;
  private final Secret key;
  private final Clock clock;
  private final OkHttpClient http;
  private final String address;
  private final AnthropicClient client;
  private final ProviderGate gate;
  private final Requests requests;
  private final AnswerReader reader;
  private final Failures failures;
  private final Rejections rejections = new Rejections();
  private final Prices prices;
  private final int maxTokens;

  /**
   * Reaches nothing yet.
   *
   * @param http goes only where the spec allows; stays open when this is closed
   * @throws IllegalArgumentException where the address that {@code model.baseUrl} is bound to is
   *     none
   */
  public AnthropicDecider(
      LoadedSpec spec,
      Bindings bindings,
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock) {
    ModelSpec settings = spec.spec().model();
    this.model = settings.name();
    this.maxTokens = settings.maxTokens();
    this.prices = prices;
    this.clock = clock;
    this.http = http;
    this.address = address(settings.baseUrl(), bindings);
    this.key = key(settings.apiKey(), bindings);
    this.gate = gates.of(PROVIDER, address, key);
    this.requests = new Requests(spec.spec(), PromptRenderer.of(spec.spec(), spec.examples()));
    this.reader = new AnswerReader(new AnswerValidator(spec.spec()), prices, model, clock);
    this.failures = new Failures(clock, model, address, key);
    int connections = Math.max(CONNECTIONS, spec.spec().limits().concurrency());
    Duration connect = spec.spec().limits().connectTimeout();
    this.client =
        SdkClient.over(
            SdkTransport.over(http, connections, connect, settings.timeout()),
            address,
            key,
            settings.timeout());
  }

  @Override
  public String name() {
    return PROVIDER + ":" + model;
  }

  @Override
  public String revision() {
    return "prompt " + PromptRenderer.REVISION + ", schema " + AnswerSchema.REVISION;
  }

  @Override
  public void prepare() {
    Rehearsal.of(http).run(requests, reader);
  }

  @Override
  public Decision decide(Content content) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before the model was asked");
    }
    if (!isKey(key)) {
      return new Decision.Stopped(NO_KEY, KEY_CURE);
    }
    return switch (gate.admit()) {
      case ProviderGate.Held held -> new Decision.Later(held.until(), true, held.cause());
      case ProviderGate.Ticket ticket -> {
        try (ticket) {
          yield ask(content, ticket);
        }
      }
    };
  }

  @Override
  public Cost worstCase(Content content) {
    return prices.worst(
        model,
        requests.mostTokens(content),
        maxTokens,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  @Override
  public CheckResult check() {
    if (!isKey(key)) {
      return new CheckResult.Failed(NO_KEY, KEY_CURE);
    }
    return new ModelCheck(client, failures, model, clock).run();
  }

  @Override
  public void close() {
    client.close();
  }

  private Decision ask(Content content, ProviderGate.Ticket ticket) throws InterruptedException {
    String turn = requests.turn(content);
    int found = rejections.found();
    String requestId = null;
    try (HttpResponseFor<Message> response =
        client.messages().withRawResponse().create(requests.asking(turn))) {
      ticket.answered();
      requestId = response.requestId().orElse(null);
      Decision decision = reader.read(present(response.parse()), requestId);
      rejections.answered();
      return decision;
    } catch (AnthropicException e) {
      stopWhereInterrupted(e);
      Failure failure = failures.of(e, turn);
      Decision outcome = outcome(failure, ticket, requestId(e, requestId));
      return outcome instanceof Decision.NoAnswer none ? rejected(none, found, failure) : outcome;
    }
  }

  private Decision rejected(Decision.NoAnswer item, int found, Failure failure)
      throws InterruptedException {
    AtomicReference<Decision.Usage> used = new AtomicReference<>(item.usage());
    return rejections.add(found, () -> rejectsAnything(used))
        ? new Decision.Stopped(
            Rejections.SUSPICIOUS
                + " items in a row were rejected, and so was a message that no one sent: "
                + failure.cause(),
            REJECTED_CURE)
        : new Decision.NoAnswer(
            item.kind(), item.detail(), Objects.requireNonNullElse(used.get(), item.usage()));
  }

  /**
   * @param used takes what the question cost: it is the item's that gave rise to it
   */
  private boolean rejectsAnything(AtomicReference<Decision.Usage> used)
      throws InterruptedException {
    String turn = requests.turn(Rehearsal.ITEM);
    try (HttpResponseFor<Message> response =
        client.messages().withRawResponse().create(requests.asking(turn))) {
      switch (reader.read(present(response.parse()), null)) {
        case Decision.Answer answer -> used.set(answer.usage());
        case Decision.NoAnswer none -> used.set(none.usage());
        case Decision.Later _, Decision.Stopped _, Decision.OverBudget _, Decision.Delegated _ -> {}
      }
      rejections.answered();
      return false;
    } catch (AnthropicException e) {
      stopWhereInterrupted(e);
      return switch (failures.of(e, turn)) {
        case Failure.OfTheItem _, Failure.Unreadable _, Failure.Lasting _ -> true;
        case Failure.Refused _, Failure.Passing _ -> false;
      };
    }
  }

  private static void stopWhereInterrupted(AnthropicException e) throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException stopped = new InterruptedException("stopped while the model was asked");
      stopped.initCause(e);
      throw stopped;
    }
  }

  /** The SDK reads a body of the word null as no object at all. */
  static <T> T present(@Nullable T parsed) {
    if (parsed == null) {
      throw new AnthropicInvalidDataException("the body is null");
    }
    return parsed;
  }

  private static Decision outcome(
      Failure failure, ProviderGate.Ticket ticket, @Nullable String requestId) {
    return switch (failure) {
      case Failure.Refused refused ->
          new Decision.Later(
              ticket.refused(refused.asked(), refused.cause()), true, refused.cause());
      case Failure.Passing passing ->
          new Decision.Later(
              ticket.failed(passing.asked(), passing.cause()),
              false,
              passing.cause(),
              passing.maybeBilled());
      case Failure.Lasting lasting -> {
        ticket.answered();
        yield new Decision.Stopped(lasting.cause(), lasting.cure());
      }
      case Failure.OfTheItem rejected -> {
        ticket.answered();
        yield rejected(rejected.cause(), Cost.FREE, requestId);
      }
      case Failure.Unreadable unreadable -> {
        ticket.answered();
        yield rejected(unreadable.cause(), Cost.UNKNOWN, requestId);
      }
    };
  }

  private static Decision rejected(String cause, Cost cost, @Nullable String requestId) {
    return new Decision.NoAnswer(
        Kind.REJECTED, cause, new Decision.Usage(0, 0, 0, 0, cost, requestId));
  }

  private static @Nullable String requestId(AnthropicException error, @Nullable String known) {
    return error instanceof AnthropicServiceException service
        ? service.requestId().orElse(known)
        : known;
  }

  private static String address(@Nullable Endpoint written, Bindings bindings) {
    String bound = written == null ? "" : bindings.resolve(written).strip();
    if (bound.isEmpty()) {
      return ADDRESS;
    }
    if (HttpUrl.parse(bound) == null) {
      throw new IllegalArgumentException(
          "model.baseUrl is bound to something else than an http or https address");
    }
    return bound;
  }

  private static Secret key(@Nullable SecretSlot slot, Bindings bindings) {
    return slot == null ? new Secret("") : new Secret(bindings.secret(slot).value().strip());
  }

  private static boolean isKey(Secret key) {
    return !key.value().isEmpty() && key.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
