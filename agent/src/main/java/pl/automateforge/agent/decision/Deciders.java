package pl.automateforge.agent.decision;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.decision.cascade.CascadeDecider;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.decision.openai.OpenAiDecider;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;

/** Makes the decider that a spec asks for. */
public final class Deciders {
  private final OkHttpClient http;
  private final ProviderGates gates;
  private final Prices prices;
  private final Clock clock;
  private final Function<LoadedSpec, LocalDecider> local;
  private final UnaryOperator<String> masked;

  /**
   * Shows the examples of a spec as they stand.
   *
   * @param http goes only where the spec allows
   * @param gates those of the process
   * @param local makes the decider that needs no network
   */
  public Deciders(
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock,
      Function<LoadedSpec, LocalDecider> local) {
    this(http, gates, prices, clock, local, UnaryOperator.identity());
  }

  /**
   * Shows the examples of a spec as items are shown.
   *
   * @param http goes only where the spec allows
   * @param gates those of the process
   * @param local makes the decider that needs no network
   * @param masked each example's text passes through it before anybody sees it or learns from it
   */
  public Deciders(
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock,
      Function<LoadedSpec, LocalDecider> local,
      UnaryOperator<String> masked) {
    this.http = http;
    this.gates = gates;
    this.prices = prices;
    this.clock = clock;
    this.local = local;
    this.masked = masked;
  }

  /** The decider of this spec; reaches nothing yet. */
  public Decider create(LoadedSpec spec, Bindings bindings) {
    LoadedSpec shown = spec.masked(masked);
    return switch (spec.spec().model().provider()) {
      case LOCAL -> local.apply(shown);
      case CASCADE ->
          CascadeDecider.of(spec.spec(), local.apply(shown), overTheNetwork(shown, bindings));
      case ANTHROPIC, BEDROCK, VERTEX, FOUNDRY, OPENAI_COMPATIBLE ->
          overTheNetwork(shown, bindings);
    };
  }

  private Decider overTheNetwork(LoadedSpec spec, Bindings bindings) {
    ModelSpec.Provider provider = spec.spec().model().behind();
    return switch (provider) {
      case ANTHROPIC, BEDROCK, VERTEX, FOUNDRY ->
          new AnthropicDecider(spec, bindings, http, gates, prices, clock);
      case OPENAI_COMPATIBLE -> new OpenAiDecider(spec, bindings, http, gates, clock);
      case LOCAL, CASCADE ->
          throw new IllegalStateException("no model is asked over the network: " + provider);
    };
  }
}
