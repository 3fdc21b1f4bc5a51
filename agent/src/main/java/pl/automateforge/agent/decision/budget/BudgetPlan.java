package pl.automateforge.agent.decision.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.PromptSize;
import pl.automateforge.agent.spec.Budget;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SmallerModels;

/** What a spec's budget comes to, in words: the limits, what a call may cost, and the ladder. */
public final class BudgetPlan {
  /** A character that UTF-8 writes with three bytes: text of it weighs the most. */
  private static final String HEAVY = "\u8a9e";

  private final LoadedSpec loaded;
  private final Budget budget;
  private final Prices prices;
  private final LocalDate today;

  private BudgetPlan(LoadedSpec loaded, Budget budget, Prices prices, LocalDate today) {
    this.loaded = loaded;
    this.budget = budget;
    this.prices = prices;
    this.today = today;
  }

  /** The plan of a spec; empty where it sets no budget, pays nobody, or nobody knows the prices. */
  public static Optional<BudgetPlan> of(LoadedSpec loaded, Prices prices, LocalDate today) {
    return Optional.ofNullable(loaded.spec().model().budget())
        .filter(_ ->
            switch (loaded.spec().model().behind()) {
              case ANTHROPIC, BEDROCK, VERTEX, FOUNDRY -> true;
              case OPENAI_COMPATIBLE, LOCAL, CASCADE -> false;
            })
        .map(budget -> new BudgetPlan(loaded, budget, prices, today));
  }

  /** Sentences, in order. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(
        String.join(", ", limits())
            + " in "
            + loaded.spec().timezone()
            + String.format(Locale.ROOT, "; an alert at %.0f %%", budget.alertAt() * 100));
    List<String> models = new ArrayList<>(List.of(loaded.spec().model().name()));
    boolean ladder = budget.onExceeded() == Budget.OnExceeded.DEGRADE;
    if (ladder) {
      models.addAll(SmallerModels.of(loaded.spec().model()));
    }
    models.forEach(model -> words.add(rung(model)));
    if (ladder && loaded.examples().stream().map(Example::label).distinct().count() > 1) {
      words.add("the local model of prompt.examples, which costs nothing");
    }
    words.add(ladder ? "a person, as the last rung" : "at a limit items wait for a new budget");
    return words;
  }

  /** What keeps the budget from doing what was meant. */
  public Optional<String> warning() {
    String model = loaded.spec().model().name();
    BigDecimal limit = budget.daily() == null ? budget.monthly() : budget.daily();
    Cost least = cost(model, empty());
    Cost most = cost(model, longest());
    if (exceeds(least, limit)) {
      return Optional.of(
          "a call of "
              + model
              + " may cost "
              + least.words()
              + " even about an empty item, and the limit is "
              + new Cost(limit).words()
              + ": the model is never asked");
    }
    return exceeds(most, limit)
        ? Optional.of(
            "a call of "
                + model
                + " about the longest item may cost "
                + most.words()
                + ", and the limit is "
                + new Cost(limit).words()
                + ": such items go to a person")
        : Optional.empty();
  }

  private static boolean exceeds(Cost cost, @Nullable BigDecimal limit) {
    BigDecimal usd = cost.usd();
    return usd != null && limit != null && usd.compareTo(limit) > 0;
  }

  private List<String> limits() {
    List<String> limits = new ArrayList<>();
    if (budget.daily() != null) {
      limits.add(new Cost(budget.daily()).words() + " a day");
    }
    if (budget.monthly() != null) {
      limits.add(new Cost(budget.monthly()).words() + " a month");
    }
    return limits;
  }

  private String rung(String model) {
    return model
        + ", a call of which costs at most "
        + cost(model, empty()).words()
        + " for an empty item and "
        + cost(model, longest()).words()
        + " for the longest";
  }

  private Cost cost(String model, Content item) {
    PromptSize size =
        new PromptSize(loaded.spec(), PromptRenderer.of(loaded.spec(), loaded.examples()));
    return prices.worst(model, size.mostTokens(item), loaded.spec().model().maxTokens(), today);
  }

  private static Content empty() {
    return Content.ofText("", Content.TextLanguage.OTHER);
  }

  private static Content longest() {
    String text = HEAVY.repeat(100_000);
    Content.Attachment file = new Content.Attachment(HEAVY.repeat(200), HEAVY.repeat(200), 1);
    return new Content(
        text,
        text,
        text,
        Instant.EPOCH,
        "",
        List.of(
            new Content.Part(Content.Part.Kind.BODY, text),
            new Content.Part(Content.Part.Kind.QUOTED, text),
            new Content.Part(Content.Part.Kind.SIGNATURE, text)),
        Collections.nCopies(60, file),
        Content.TextLanguage.OTHER,
        true,
        List.of());
  }
}
