package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;

/** A mail bomb costs the budget and no more, and nothing of it is lost. */
class MailBombTests {
  private static final long LIMIT = 50_000_000;
  private static final Instant NEXT_DAY = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir Path folder;

  @Test
  void costsNoMoreThanTheBudget() throws Exception {
    explode(2_000);
  }

  @Test
  @Tag("slow")
  void costsNoMoreThanTheBudgetHoweverLarge() throws Exception {
    explode(20_000);
  }

  private void explode(int mails) throws IOException, InterruptedException {
    Lab lab = new Lab(folder);
    lab.paid = true;
    lab.version(
        folder,
        "{provider: anthropic, name: haiku, apiKey: \"${K}\", baseUrl: \"${U}\","
            + " maxTokens: 512, budget: {daily: 0.05}}",
        "limits: {concurrency: 16, itemsPerRun: " + mails + ", runTimeout: 30m}\n");
    Random random = new Random(mails);
    for (int i = 0; i < mails; i++) {
      lab.source.add(mail(i, random));
    }
    try (ModelStandIn model =
            ModelStandIn.start(
                ModelOptions.DEFAULT.withLatency(Duration.ofMillis(5), Duration.ofMillis(20)),
                Clock.systemUTC());
        AnthropicDecider claude = claude(lab, model);
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> ticking =
          ticker.scheduleAtFixedRate(
              () -> lab.clock.advance(Duration.ofMillis(5)), 5, 5, TimeUnit.MILLISECONDS);
      assertThat(ticking.isDone()).isFalse();
      Billed bill = new Billed(claude);
      lab.wrapDecider = _ -> bill;
      try (Lab.Life life = lab.new Life()) {
        RunReport first = life.run();
        long spent = judge("first day", mails, first, life.view(), bill, model);
        assertThat(life.run().sums().taken()).as("taken while the budget is spent").isZero();
        assertThat(bill.nanos).hasValue(spent);

        lab.clock.set(NEXT_DAY);
        bill.nanos.set(0);
        RunReport second = life.run();
        judge("second day", mails, second, life.view(), bill, model);
        assertThat(second.sums().done() + second.sums().escalated()).isPositive();
      }
    }
  }

  private static long judge(
      String day, int mails, RunReport report, JournalView view, Billed bill, ModelStandIn model) {
    long spent = bill.nanos.get();
    System.out.printf(
        Locale.ROOT,
        "%s: %d mails, %d calls answered so far, %s spent of %s, %s, %d paused%n",
        day,
        mails,
        model.outcomes("200"),
        Cost.ofNanos(spent).words(),
        Cost.ofNanos(LIMIT).words(),
        report.sums(),
        report.paused());
    assertThat(spent).isPositive().isLessThanOrEqualTo(LIMIT);
    assertThat(bill.overWorst).as("calls dearer than foreseen").hasValue(0);
    // What is left holds no other call: the budget is used, not given up at the first reservation.
    assertThat(spent).isGreaterThan(LIMIT * 8 / 10);
    assertThat(report.sums().balanced()).isTrue();
    assertThat(report.paused()).isPositive().isEqualTo(report.sums().inFlight());
    assertThat(view.states().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(mails);
    assertThat(view.states().keySet())
        .isSubsetOf(ItemState.PAUSED, ItemState.WAITING, ItemState.COMPLETED);
    assertThat(view.reservations()).isEmpty();
    return spent;
  }

  private static String mail(int number, Random random) {
    String words = "Proszę o pilną odpowiedź w sprawie umowy numer " + random.nextInt(1_000_000);
    return "a " + number + " " + (words + ". ").repeat(number % 50 == 0 ? 400 : 4);
  }

  private static AnthropicDecider claude(Lab lab, ModelStandIn model) {
    return new AnthropicDecider(
        lab.loaded(),
        DecisionSpecs.bindings(model.address().toString(), DecisionSpecs.KEY),
        new OkHttpClient(),
        new ProviderGates(Clock.systemUTC(), new Random(1)),
        Prices.bundled(),
        lab.clock);
  }

  /** Counts what the service would write on its bill. */
  private static final class Billed implements Decider {
    final AtomicLong nanos = new AtomicLong();
    final AtomicLong overWorst = new AtomicLong();
    private final Decider real;

    Billed(Decider real) {
      this.real = real;
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String revision() {
      return real.revision();
    }

    @Override
    public Cost worstCase(Content content) {
      return real.worstCase(content);
    }

    @Override
    public Decision decide(Content content) throws InterruptedException {
      Decision decision = real.decide(content);
      Decision.Usage usage =
          switch (decision) {
            case Decision.Answer answer -> answer.usage();
            case Decision.NoAnswer none -> none.usage();
            default -> Decision.Usage.NONE;
          };
      long cost = Objects.requireNonNull(usage.cost().nanos());
      if (cost > Objects.requireNonNull(worstCase(content).nanos())) {
        overWorst.incrementAndGet();
      }
      nanos.addAndGet(cost);
      return decision;
    }

    @Override
    public CheckResult check() {
      return real.check();
    }

    @Override
    public void close() {}
  }
}
