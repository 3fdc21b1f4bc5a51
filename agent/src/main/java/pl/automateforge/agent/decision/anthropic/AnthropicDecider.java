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
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.AnswerSchema;
import pl.automateforge.agent.decision.AnswerValidator;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.ProviderGate;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.decision.Rejections;
import pl.automateforge.agent.decision.anthropic.cloud.AnswerForm;
import pl.automateforge.agent.decision.anthropic.cloud.Place;
import pl.automateforge.agent.decision.anthropic.cloud.Places;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;

/**
 * Claude decides, asked at its vendor or in a cloud. One item is one request in one context; the
 * answer is held against the spec. A confidence is the model's own word and never calibrated.
 *
 * <p>Meant for virtual threads: a call blocks its thread until the answer or the timeout, and an
 * interrupt ends it at once there (on a platform thread only between reads and writes).
 */
public final class AnthropicDecider implements Decider {
  private static final String REJECTED_CURE =
      "check model.name, model.maxTokens, model.baseUrl, prompt and output: the service rejects what"
          + " they make of any message";

  /** So many connections are kept at least, whatever the spec's concurrency. */
  private static final int CONNECTIONS = 256;

  private final Place place;
  private final Clock clock;
  private final OkHttpClient http;
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
   *     none of the provider's
   */
  public AnthropicDecider(
      LoadedSpec spec,
      Bindings bindings,
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock) {
    ModelSpec settings = spec.spec().model();
    this.place = Places.of(settings, bindings, clock);
    this.maxTokens = settings.maxTokens();
    this.prices = prices;
    this.clock = clock;
    this.http = http;
    this.gate = gates.of(place.provider(), place.address(), place.key());
    this.requests =
        new Requests(spec.spec(), PromptRenderer.of(spec.spec(), spec.examples()), place);
    this.reader =
        new AnswerReader(new AnswerValidator(spec.spec(), bindings), prices, place, clock);
    this.failures = new Failures(clock, place);
    int connections = Math.max(CONNECTIONS, spec.spec().limits().concurrency());
    Duration connect = spec.spec().limits().connectTimeout();
    this.client =
        SdkClient.over(
            http, place, place.backend().baseUrl(), connections, connect, settings.timeout());
  }

  @Override
  public String name() {
    return place.provider() + ":" + place.model();
  }

  @Override
  public String revision() {
    String tool =
        place.answers() == AnswerForm.STRUCTURED ? "" : ", tool " + Requests.TOOL_REVISION;
    return "prompt " + PromptRenderer.REVISION + ", schema " + AnswerSchema.REVISION + tool;
  }

  @Override
  public void prepare() {
    if (place.fault().isEmpty()) {
      Rehearsal.of(http, place).run(requests, reader);
    }
  }

  @Override
  public Decision decide(Content content) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before the model was asked");
    }
    if (place.fault().isPresent()) {
      Place.Fault fault = place.fault().get();
      return new Decision.Stopped(fault.cause(), fault.cure());
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
    return place
        .tariff()
        .worst(
            prices,
            requests.mostTokens(content),
            maxTokens,
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  @Override
  public CheckResult check() {
    if (place.fault().isPresent()) {
      Place.Fault fault = place.fault().get();
      return new CheckResult.Failed(fault.cause(), fault.cure());
    }
    return place.listsModels()
        ? new ModelCheck(client, failures, place.model(), clock).run()
        : new CountingCheck(client, failures, requests, reader, place.model()).run();
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
      Decision outcome = failure.outcome(ticket, requestId(e, requestId));
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

  private static @Nullable String requestId(AnthropicException error, @Nullable String known) {
    return error instanceof AnthropicServiceException service
        ? service.requestId().orElse(known)
        : known;
  }
}
