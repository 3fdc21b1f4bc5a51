package pl.automateforge.agent.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** What a provider takes and needs, the budget's sums, and timeouts that contain one another. */
final class ModelChecks {
  private static final List<String> WITHOUT_EFFECT_ON_LOCAL =
      List.of("name", "apiKey", "baseUrl", "maxTokens", "timeout", "budget");

  private static final Currency DOLLAR = Currency.getInstance("USD");

  private ModelChecks() {}

  static void check(Draft draft) {
    draft.get("model.provider", ModelSpec.Provider.class).ifPresent(p -> provider(draft, p));
    budget(draft);
    warnIfLonger(draft, "model.timeout", "limits.itemTimeout");
    warnIfLonger(draft, "limits.itemTimeout", "limits.runTimeout");
    warnIfLonger(draft, "limits.connectTimeout", "limits.itemTimeout");
  }

  private static void provider(Draft draft, ModelSpec.Provider provider) {
    if (draft.isWritten("model.temperature")) {
      refuseTemperature(draft, provider);
    }
    if (provider == ModelSpec.Provider.LOCAL) {
      for (String key : WITHOUT_EFFECT_ON_LOCAL) {
        if (draft.isWritten("model." + key)) {
          draft.warn("model." + key, "has no effect: the local model has none");
        }
      }
    }
    if (provider == ModelSpec.Provider.OPENAI_COMPATIBLE) {
      require(draft, provider, "model.name", "the id of a model that the server has");
      require(draft, provider, "model.baseUrl", "the address of the server");
    }
    if (provider == ModelSpec.Provider.CASCADE) {
      CascadeChecks.check(draft);
    } else if (draft.isWritten("model.precision")) {
      draft.warn("model.precision", "has no effect: it is for cascade alone");
    }
    if (provider == ModelSpec.Provider.VERTEX) {
      require(
          draft,
          provider,
          "model.apiKey",
          "the slot of a service account's key file or of a token");
      require(draft, provider, "model.baseUrl", CloudAddress.VERTEX.expected());
    }
    CloudAddress.of(provider).ifPresent(form -> cloudAddress(draft, form));
  }

  private static void refuseTemperature(Draft draft, ModelSpec.Provider provider) {
    if (provider == ModelSpec.Provider.LOCAL) {
      draft.error(
          "model.temperature",
          "the local model takes no temperature: it is deterministic; remove the key");
      return;
    }
    String name = draft.get("model.name", String.class).filter(n -> !n.isEmpty()).orElse("sonnet");
    if (Completions.CLAUDE.contains(provider)
        || (provider == ModelSpec.Provider.CASCADE && Completions.isClaude(name))) {
      draft.error(
          "model.temperature",
          Completions.fullId(provider, name)
              + " takes no temperature: the Messages API refuses it since its version 2026-10-21;"
              + " remove the key");
    }
  }

  /** What slots leave open is looked at when they are bound. */
  private static void cloudAddress(Draft draft, CloudAddress form) {
    draft
        .get("model.baseUrl", Endpoint.class)
        .map(Endpoint::written)
        .filter(written -> Slots.in(written).isEmpty() && !form.fits(written))
        .filter(AddressForm.URL::fits)
        .ifPresent(written ->
            draft.error(
                "model.baseUrl",
                Words.quote(written) + " does not fit; expected " + form.expected()));
  }

  private static void require(Draft draft, ModelSpec.Provider provider, String path, String what) {
    if (!draft.isWritten(path)) {
      draft.error(
          draft.place("model.provider"),
          path,
          Words.word(provider)
              + " needs "
              + path.substring("model.".length())
              + "; expected "
              + what);
    }
  }

  private static void budget(Draft draft) {
    if (!draft.isWritten("model.budget")) {
      return;
    }
    Optional<BigDecimal> daily = draft.get("model.budget.daily", BigDecimal.class);
    Optional<BigDecimal> monthly = draft.get("model.budget.monthly", BigDecimal.class);
    if (daily.isPresent() && monthly.isPresent() && daily.get().compareTo(monthly.get()) > 0) {
      draft.error(
          "model.budget.daily",
          daily.get().toPlainString()
              + " a day is more than "
              + monthly.get().toPlainString()
              + " a month; expected at most the month's");
    }
    if (!draft.isWritten("model.budget.daily") && !draft.isWritten("model.budget.monthly")) {
      draft.error("model.budget", "no limit stands here; expected daily, monthly or both");
    }
    draft
        .get("model.budget.currency", Currency.class)
        .filter(currency -> !currency.equals(DOLLAR))
        .ifPresent(currency ->
            draft.error(
                "model.budget.currency",
                currency
                    + ": models are paid in US dollars, and a rate of this engine's would be a"
                    + " guess; expected USD, and the limits in it"));
    draft.get("model.provider", ModelSpec.Provider.class).ifPresent(p -> priced(draft, p));
  }

  private static void priced(Draft draft, ModelSpec.Provider provider) {
    String written =
        draft.get("model.name", String.class).filter(n -> !n.isEmpty()).orElse("sonnet");
    String name = Completions.fullId(provider, written);
    ModelSpec.Provider paid = ModelSpec.behind(provider, written);
    if (paid == ModelSpec.Provider.FOUNDRY) {
      draft.error(
          "model.budget",
          "nobody has stated what foundry charges, so it cannot hold; expected none");
    } else if (paid == ModelSpec.Provider.OPENAI_COMPATIBLE) {
      draft.warn(
          "model.budget", "not applied: nobody knows the prices of an openai-compatible server");
    } else if (Completions.CLAUDE.contains(paid) && !PricedModels.knows(name)) {
      draft.error(
          draft.isWritten("model.name") ? draft.place("model.name") : draft.place("model.provider"),
          "model.name",
          name
              + " has no price that this release knows, so model.budget cannot hold; expected"
              + " sonnet, haiku, opus or another priced model, or no budget");
    }
  }

  private static void warnIfLonger(Draft draft, String inner, String outer) {
    Optional<Duration> in = draft.get(inner, Duration.class);
    Optional<Duration> out = draft.get(outer, Duration.class);
    if (in.isPresent() && out.isPresent() && in.get().compareTo(out.get()) > 0) {
      draft.warn(
          draft.isWritten(inner) ? inner : outer,
          inner
              + " of "
              + DurationLeaf.text(in.get())
              + " is longer than "
              + outer
              + " of "
              + DurationLeaf.text(out.get())
              + ", which ends it");
    }
  }
}
