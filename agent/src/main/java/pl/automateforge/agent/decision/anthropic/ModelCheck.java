package pl.automateforge.agent.decision.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonField;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.models.CapabilitySupport;
import com.anthropic.models.models.EffortCapability;
import com.anthropic.models.models.ModelCapabilities;
import com.anthropic.models.models.ModelInfo;
import com.anthropic.models.models.ModelRetrieveParams;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.PlainText;
import pl.automateforge.agent.decision.Retirement;

/**
 * Asks the service about the model under the key: costs nothing, and shows whether the key is
 * accepted, whether it may use the model, and how long that model will be there.
 */
final class ModelCheck {
  /** How long before its end a model is warned of. */
  private static final long WARN_DAYS = 60;

  private final AnthropicClient client;
  private final Failures failures;
  private final String model;
  private final Clock clock;

  ModelCheck(AnthropicClient client, Failures failures, String model, Clock clock) {
    this.client = client;
    this.failures = failures;
    this.model = model;
    this.clock = clock;
  }

  CheckResult run() {
    long start = System.nanoTime();
    try (HttpResponseFor<ModelInfo> response =
        client
            .models()
            .withRawResponse()
            .retrieve(ModelRetrieveParams.builder().modelId(model).build())) {
      String workspace =
          response.workspaceId().map(id -> " in workspace " + PlainText.line(id, 80)).orElse("");
      ModelInfo info = AnthropicDecider.present(response.parse());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return found(info, "the key is accepted" + workspace + " after " + millis + " ms; ");
    } catch (AnthropicException e) {
      return failed(failures.of(e, ""));
    }
  }

  private CheckResult found(ModelInfo info, String accepted) {
    String lifecycle =
        info._lifecycle().asKnown().map(known -> PlainText.line(known.asString(), 20)).orElse("");
    Optional<LocalDate> end = retires(info);
    String detail =
        accepted
            + PlainText.line(info.id(), 80)
            + " is "
            + (lifecycle.isEmpty() ? "known" : lifecycle)
            + end.map(this::until).orElse("");
    boolean gone = end.isPresent() && !end.get().isAfter(today());
    if (lifecycle.equals("retired") || gone) {
      return new CheckResult.Failed(detail, "name another model in model.name" + successor());
    }
    if (lacks(info, ModelCapabilities::_structuredOutputs, CapabilitySupport::supported)
        || lacks(info, ModelCapabilities::_effort, EffortCapability::supported)) {
      return new CheckResult.Failed(
          detail + "; it lacks structured output or effort",
          "name a model that has both in model.name");
    }
    return outlook(detail, lifecycle, end);
  }

  /** A model that ends soon is a warning, and so is one of which nobody says how long it stays. */
  private CheckResult outlook(String detail, String lifecycle, Optional<LocalDate> end) {
    if (end.isPresent()) {
      return ChronoUnit.DAYS.between(today(), end.get()) <= WARN_DAYS
          ? new CheckResult.Warning(
              detail,
              "try another model and name it in model.name before " + end.get() + successor())
          : new CheckResult.Fine(detail + successor());
    }
    return switch (lifecycle) {
      case "" ->
          new CheckResult.Warning(
              detail + ", and nobody says for how long",
              "see at the vendor's whether the model is about to end; a gateway in between may"
                  + " leave that out");
      case "deprecated" ->
          new CheckResult.Warning(
              detail + ", without a date",
              "name another model in model.name before this one ends" + successor());
      default -> new CheckResult.Fine(detail);
    };
  }

  private Optional<LocalDate> retires(ModelInfo info) {
    return info.retiresAt()
        .map(OffsetDateTime::toLocalDate)
        .or(() -> Retirement.of(model).map(Retirement::day));
  }

  private String until(LocalDate day) {
    long days = ChronoUnit.DAYS.between(today(), day);
    return days > 0 ? ", retires in " + days + " days (" + day + ")" : ", retired on " + day;
  }

  private String successor() {
    return Retirement.of(model)
        .flatMap(row -> Optional.ofNullable(row.successor()))
        .map(name -> "; its vendor names " + name + " instead")
        .orElse("");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Only what the service says counts: gateways in between leave the capabilities out. */
  private static <T> boolean lacks(
      ModelInfo info,
      Function<ModelCapabilities, JsonField<T>> capability,
      Predicate<T> supported) {
    return info.capabilities()
        .flatMap(all -> capability.apply(all).asKnown())
        .filter(supported.negate())
        .isPresent();
  }

  static CheckResult failed(Failure failure) {
    return switch (failure) {
      case Failure.Lasting lasting -> new CheckResult.Failed(lasting.cause(), lasting.cure());
      case Failure.Refused refused ->
          new CheckResult.Failed(
              refused.cause(), "the key works; check again when the service is less busy");
      case Failure.Passing passing ->
          new CheckResult.Failed(
              passing.cause(),
              "check the network and model.baseUrl, or wait until the service is well");
      case Failure.OfTheItem rejected ->
          new CheckResult.Failed(rejected.cause(), "check model.baseUrl and model.name");
      case Failure.Unreadable unreadable ->
          new CheckResult.Failed(unreadable.cause(), "check model.baseUrl and any proxy between");
    };
  }
}
