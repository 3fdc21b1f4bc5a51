package pl.automateforge.agent.decision;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.decision.budget.BudgetedDecider;
import pl.automateforge.agent.decision.budget.LadderDecider;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Budget;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.SmallerModels;

/** Makes the decider that a spec asks for. */
public final class Deciders {
  private final OkHttpClient http;
  private final ProviderGates gates;
  private final Prices prices;
  private final Clock clock;
  private final Function<LoadedSpec, Decider> local;
  private final @Nullable Purse purse;

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
    this(http, gates, prices, clock, local, null);
  }

  /**
   * As the other.
   *
   * @param purse what the spec's paid models may spend; null where nothing limits it
   */
  public Deciders(
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock,
      Function<LoadedSpec, Decider> local,
      @Nullable Purse purse) {
    this.http = http;
    this.gates = gates;
    this.prices = prices;
    this.clock = clock;
    this.local = local;
    this.purse = purse;
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
      case ANTHROPIC ->
          withinBudget(spec, s -> new AnthropicDecider(s, bindings, http, gates, prices, clock));
      case LOCAL -> local.apply(spec);
      case BEDROCK, VERTEX, FOUNDRY, OPENAI_COMPATIBLE, CASCADE ->
          throw new IllegalArgumentException(
              "model.provider "
                  + provider.name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + ": not yet available; anthropic or local was expected");
    };
  }

  /**
   * The paid decider of this spec as the budget wants it: alone, before a purse, or as the first
   * rung of the ladder.
   *
   * @param paid makes the decider for a spec that names a model
   */
  private Decider withinBudget(LoadedSpec spec, Function<LoadedSpec, Decider> paid) {
    Purse within = purse;
    Budget budget = spec.spec().model().budget();
    if (within == null || budget == null) {
      return paid.apply(spec);
    }
    Decider first = new BudgetedDecider(paid.apply(spec), within);
    if (budget.onExceeded() == Budget.OnExceeded.PAUSE) {
      return first;
    }
    List<Decider> rungs = new ArrayList<>();
    rungs.add(first);
    for (String smaller : SmallerModels.of(spec.spec().model())) {
      rungs.add(new BudgetedDecider(paid.apply(spec.asking(smaller)), within));
    }
    if (!spec.examples().isEmpty()) {
      Decider last = local.apply(spec);
      if (last.check() instanceof CheckResult.Failed) {
        last.close();
      } else {
        rungs.add(last);
      }
    }
    return new LadderDecider(rungs);
  }
}
