package pl.automateforge.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.health.AgentMetrics.Outcome;

class AgentMetricsTests {
  private final AgentMetrics metrics = new AgentMetrics("0.1.0", "4f2a");

  private String[] lines() {
    return metrics.scrape().split("\n");
  }

  @Test
  void countsItemsByOutcome() {
    metrics.itemEnded(Outcome.DONE, Duration.ofMillis(30));
    metrics.itemEnded(Outcome.DONE, Duration.ofMillis(70));
    metrics.itemEnded(Outcome.ESCALATED, Duration.ofSeconds(3));
    assertThat(lines())
        .contains(
            "agent_items_total{outcome=\"done\"} 2.0",
            "agent_items_total{outcome=\"escalated\"} 1.0",
            "agent_items_total{outcome=\"failed\"} 0.0",
            "agent_items_total{outcome=\"skipped\"} 0.0",
            "agent_item_duration_seconds_bucket{le=\"0.05\"} 1",
            "agent_item_duration_seconds_bucket{le=\"0.1\"} 2",
            "agent_item_duration_seconds_bucket{le=\"+Inf\"} 3",
            "agent_item_duration_seconds_count 3",
            "agent_item_duration_seconds_sum 3.1");
  }

  @Test
  void countsWhatDecisionsUse() {
    Cost cent = new Cost(new BigDecimal("0.0125"));
    metrics.used(new Usage(1000, 50, 200, 0, cent, "req_1"));
    metrics.used(new Usage(10, 5, 0, 7, Cost.UNKNOWN, "req_2"));
    metrics.used(Usage.NONE);
    metrics.decided(Duration.ofMillis(800), "anthropic:claude-sonnet-5-5");
    assertThat(lines())
        .contains(
            "agent_tokens_total{kind=\"input\"} 1010.0",
            "agent_tokens_total{kind=\"output\"} 55.0",
            "agent_tokens_total{kind=\"cache_read\"} 200.0",
            "agent_tokens_total{kind=\"cache_write\"} 7.0",
            "agent_cost_usd_total 0.0125",
            "agent_cost_unknown_total 1.0",
            "agent_decision_duration_seconds_count{provider=\"anthropic:claude-sonnet-5-5\"} 1",
            "agent_decision_duration_seconds_bucket{provider=\"anthropic:claude-sonnet-5-5\","
                + "le=\"1.0\"} 1");
    assertThat(metrics.scrape()).doesNotContain("req_1");
  }

  @Test
  void countsEffectsRunsErrorsAndAlerts() {
    metrics.effect(EffectClass.D, "AMBIGUOUS");
    metrics.runEnded("BALANCED");
    metrics.dueStarted();
    metrics.dueMissed(19);
    metrics.error("timeout");
    metrics.alert(1);
    metrics.activeAlerts(1, 2);
    assertThat(lines())
        .contains(
            "agent_effects_total{class=\"D\",state=\"ambiguous\"} 1.0",
            "agent_effects_total{class=\"A\",state=\"done\"} 0.0",
            "agent_runs_total{state=\"balanced\"} 1.0",
            "agent_due_total{state=\"started\"} 1.0",
            "agent_due_total{state=\"missed\"} 19.0",
            "agent_errors_total{cause=\"timeout\"} 1.0",
            "agent_alerts_total{priority=\"P1\"} 1.0",
            "agent_alerts_total{priority=\"P4\"} 0.0",
            "agent_active_alerts{priority=\"P1\"} 2.0",
            "agent_active_alerts{priority=\"P2\"} 0.0");
  }

  @Test
  void showsWhatIsNow() {
    metrics.inFlight(3);
    metrics.waiting(2);
    metrics.held(1);
    metrics.gateClosed(true);
    metrics.production(true);
    metrics.backlog(41);
    metrics.fetched(Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(lines())
        .contains(
            "agent_in_flight_items 3.0",
            "agent_waiting_items 2.0",
            "agent_held_items 1.0",
            "agent_gate_closed 1.0",
            "agent_production 1.0",
            "agent_backlog_items 41.0",
            "agent_last_fetch_timestamp_seconds 1.7953488E9",
            "agent_build_info{engine=\"0.1.0\",version=\"4f2a\"} 1");
    metrics.gateClosed(false);
    assertThat(lines()).contains("agent_gate_closed 0.0");
  }

  @Test
  void saysThatItDoesNotKnowBeforeTheSourceAnswered() {
    assertThat(lines())
        .contains("agent_backlog_items NaN", "agent_last_fetch_timestamp_seconds NaN");
  }

  @Test
  void tellsQuantilesOfWhatEndedLately() {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    AgentMetrics timed = new AgentMetrics("0", "4f2a", clock);
    assertThat(timed.scrape()).contains("agent_item_recent_seconds{quantile=\"0.5\"} NaN");
    for (int i = 1; i <= 100; i++) {
      timed.itemEnded(Outcome.DONE, Duration.ofMillis(i));
    }
    assertThat(timed.scrape())
        .contains(
            "agent_item_recent_seconds{quantile=\"0.5\"} 0.05",
            "agent_item_recent_seconds{quantile=\"0.95\"} 0.095",
            "agent_item_recent_seconds{quantile=\"0.99\"} 0.099");
    clock.advance(Duration.ofMinutes(16));
    timed.itemEnded(Outcome.DONE, Duration.ofSeconds(3));
    assertThat(timed.scrape()).contains("agent_item_recent_seconds{quantile=\"0.5\"} 3.0");
  }

  @Test
  void forgetsTheOldestOfVeryMany() {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    RecentTimes times = new RecentTimes(clock);
    times.add(Duration.ofHours(1));
    for (int i = 0; i < RecentTimes.MOST; i++) {
      times.add(Duration.ofSeconds(1));
    }
    assertThat(times.quantile(1)).isEqualTo(1);
  }

  @Test
  void saysHowLongAgoTheSourceAnswered() {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    AgentMetrics timed = new AgentMetrics("0", "4f2a", clock);
    assertThat(timed.scrape()).contains("agent_last_fetch_age_seconds NaN");
    timed.fetched(clock.instant());
    clock.advance(Duration.ofSeconds(90));
    assertThat(timed.scrape()).contains("agent_last_fetch_age_seconds 90.0");
  }

  @Test
  void followsTheModeAndCountsStartsOnce() {
    AtomicBoolean production = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    metrics.mode(production::get);
    metrics.starts(() -> {
      asked.incrementAndGet();
      return 4;
    });
    assertThat(lines()).contains("agent_production 0.0", "agent_starts 4.0");
    production.set(true);
    assertThat(lines()).contains("agent_production 1.0", "agent_starts 4.0");
    assertThat(asked).hasValue(1);
  }

  @Test
  void measuresTheStateFolder(@TempDir Path state) throws IOException {
    assertThat(metrics.scrape())
        .contains("agent_state_free_bytes NaN", "agent_state_size_bytes NaN");
    Files.writeString(state.resolve("journal.db"), "x".repeat(1000));
    metrics.watch(state);
    assertThat(metrics.scrape())
        .contains("agent_state_size_bytes 1000.0")
        .doesNotContain("agent_state_free_bytes NaN", "agent_state_free_bytes 0.0");
    metrics.watch(state.resolve("gone"));
    assertThat(metrics.scrape()).contains("agent_state_free_bytes NaN");
  }

  @Test
  void showsTheProcess() {
    assertThat(metrics.scrape())
        .contains("jvm_memory_used_bytes{", "process_cpu_usage ", "process_uptime_seconds ");
    assertThat(metrics.scrape()).as("bound once").containsOnlyOnce("# TYPE process_cpu_usage");
  }

  @Test
  void letsNoTextIntoLabels() {
    metrics.error("Jan Kowalski <jan@example.com>\n" + "x".repeat(500));
    assertThat(metrics.scrape())
        .contains("agent_errors_total{cause=\"jan_kowalski__jan_example.com__xxxxx")
        .doesNotContain("@")
        .doesNotContain("x".repeat(61));
  }

  @Test
  void boundsTheSeriesThatACarelessCallerCanMake() {
    for (int i = 0; i < 5000; i++) {
      metrics.error("cause-" + i);
      metrics.runEnded("state-" + i);
      metrics.decided(Duration.ZERO, "provider-" + i);
    }
    assertThat(metrics.scrape().lines().filter(l -> l.startsWith("agent_errors_total")))
        .hasSize(64);
    assertThat(metrics.scrape().lines().count()).isLessThan(2000);
  }

  @Test
  void countsFromManyThreadsAtOnceFromTheFirstOnOn() throws InterruptedException {
    var start = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 200)
            .mapToObj(i -> Thread.startVirtualThread(() -> endItemAfter(start)))
            .toList();
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(lines()).contains("agent_items_total{outcome=\"done\"} 200.0");
  }

  private void endItemAfter(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.itemEnded(Outcome.DONE, Duration.ofMillis(1));
  }

  @Test
  void keepsItsNames() {
    metrics.itemEnded(Outcome.DONE, Duration.ofMillis(1));
    metrics.error("timeout");
    metrics.runEnded("balanced");
    metrics.decided(Duration.ofMillis(1), "local");
    assertThat(
            metrics
                .scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE agent_"))
                .map(line -> line.substring("# TYPE ".length())))
        .containsExactlyInAnyOrder(
            "agent_active_alerts gauge",
            "agent_alerts_total counter",
            "agent_backlog_items gauge",
            "agent_budget_limit_usd gauge",
            "agent_budget_reserved_usd gauge",
            "agent_budget_spent_usd gauge",
            "agent_build_info gauge",
            "agent_cost_unknown_total counter",
            "agent_cost_usd_total counter",
            "agent_decision_duration_seconds histogram",
            "agent_decision_duration_seconds_max gauge",
            "agent_due_total counter",
            "agent_effects_total counter",
            "agent_errors_total counter",
            "agent_gate_closed gauge",
            "agent_held_items gauge",
            "agent_in_flight_items gauge",
            "agent_item_duration_seconds histogram",
            "agent_item_duration_seconds_max gauge",
            "agent_item_recent_seconds gauge",
            "agent_items_total counter",
            "agent_last_fetch_age_seconds gauge",
            "agent_last_fetch_timestamp_seconds gauge",
            "agent_last_retention_timestamp_seconds gauge",
            "agent_production gauge",
            "agent_runs_total counter",
            "agent_starts gauge",
            "agent_state_free_bytes gauge",
            "agent_state_size_bytes gauge",
            "agent_tokens_total counter",
            "agent_waiting_items gauge");
  }
}
