package pl.automateforge.agent.decision;

import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;

/** Makes the decider that a spec asks for. */
public final class Deciders {
  private final OkHttpClient http;
  private final ProviderGates gates;
  private final Prices prices;
  private final Clock clock;
  private final Function<LoadedSpec, Decider> local;

  /**
   * @param http goes only where the spec allows
   * @param gates those of the process
   * @param local makes the decider that needs no network
   */
  public Deciders(
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock,
      Function<LoadedSpec, Decider> local) {
    this.http = http;
    this.gates = gates;
    this.prices = prices;
    this.clock = clock;
    this.local = local;
  }

  /**
   * The decider of this spec; reaches nothing yet.
   *
   * @throws IllegalArgumentException for a provider that is not built yet; a spec that was loaded
   *     without errors names none
   */
  public Decider create(LoadedSpec spec, Bindings bindings) {
    ModelSpec.Provider provider = spec.spec().model().provider();
    return switch (provider) {
      case ANTHROPIC, BEDROCK, VERTEX, FOUNDRY ->
          new AnthropicDecider(spec, bindings, http, gates, prices, clock);
      case LOCAL -> local.apply(spec);
      case OPENAI_COMPATIBLE, CASCADE ->
          throw new IllegalArgumentException(
              "model.provider "
                  + provider.name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + ": not yet available; anthropic, bedrock, vertex, foundry or local was expected");
    };
  }
}
