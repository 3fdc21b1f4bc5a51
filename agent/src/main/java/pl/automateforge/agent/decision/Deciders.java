package pl.automateforge.agent.decision;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.decision.budget.BudgetedDecider;
import pl.automateforge.agent.decision.budget.LadderDecider;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.decision.cascade.CascadeDecider;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.decision.openai.OpenAiDecider;
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
  private final Function<LoadedSpec, LocalDecider> local;
  private final UnaryOperator<String> masked;
  private final @Nullable Purse purse;

  /**
   * @param http goes only where the spec allows
   * @param gates those of the process
   * @param local makes the decider that needs no network
   * @param masked each example's text passes through it before anybody sees it or learns from it
   * @param purse what the spec's paid models may spend; null where nothing limits it
   */
  public Deciders(
      OkHttpClient http,
      ProviderGates gates,
      Prices prices,
      Clock clock,
      Function<LoadedSpec, LocalDecider> local,
      UnaryOperator<String> masked,
      @Nullable Purse purse) {
    this.http = http;
    this.gates = gates;
    this.prices = prices;
    this.clock = clock;
    this.local = local;
    this.masked = masked;
    this.purse = purse;
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
          withinBudget(spec, s -> new AnthropicDecider(s, bindings, http, gates, prices, clock));
      case OPENAI_COMPATIBLE -> new OpenAiDecider(spec, bindings, http, gates, clock);
      case LOCAL, CASCADE ->
          throw new IllegalStateException("no model is asked over the network: " + provider);
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
