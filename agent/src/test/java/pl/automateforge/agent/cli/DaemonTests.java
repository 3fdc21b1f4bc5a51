package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

/** The agent as a process of its own that stays until it is stopped. */
@Timeout(180)
class DaemonTests {
  private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)/healthz");
  private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

  private static final Pattern DONE_TWICE =
      Pattern.compile("(?m)^agent_items_total\\{[^}]*outcome=\"done\"[^}]*} 2");

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
  }

  @Test
  void handsBackWhatIsInFlightWhenItIsStopped() throws Exception {
    try (TargetsStandIn target =
        TargetsStandIn.start(
            TargetsOptions.DEFAULT.honouringKeys().withLatency(Duration.ofSeconds(2)),
            Clock.systemUTC())) {
      office
          .acting("act: {type: webhook, url: \"" + target.address() + "/hook\", idempotent: true}")
          .and("limits: {concurrency: 2}\n")
          .invoices(6);
      try (Child child =
          office.start("run", office.spec().toString(), "--once", "--mode", "production")) {
        child.until(() -> target.requests() > 0);
        child.terminate();

        assertThat(child.exitCode()).isEqualTo(143);
        assertThat(child.out()).startsWith("run 1 stopped (production)").contains("6 taken");
      }
      assertThat(target.requests()).isLessThan(6);
      try (JournalView view = SqliteView.open(office.state())) {
        assertThat(view.runs().getFirst().state()).isEqualTo(RunState.STOPPED);
        assertThat(view.runs().getFirst().sums().inFlight()).isPositive();
        assertThat(view.runs().getFirst().sums().balanced()).isTrue();
      }

      assertThat(office.once("production").code()).isZero();
      assertThat(target.distinctEffects()).isEqualTo(6);
      assertThat(target.duplicates()).isZero();
    }
  }

  @Test
  void keepsItsScheduleAndAnswersOnItsHealthPort() throws Exception {
    office
        .spec(Office.LOCAL.replace("level: ERROR", "level: INFO"))
        .and("actions:\n  ask: {type: review}\n  act: {type: file, path: out.jsonl}\n")
        .and("schedule: {every: 1s}\nhealth: {port: 0}\n")
        .invoices(2);
    try (Child child = office.start("run", office.spec().toString(), "--mode", "production");
        HttpClient http = HttpClient.newHttpClient()) {
      String port = child.said(PORT);
      assertThat(get(http, port, "/healthz").statusCode()).isEqualTo(200);
      child.until(() -> lines() == 2);
      child.until(() -> get(http, port, "/readyz").statusCode() == 200);
      // The metric comes after the effect: the journal holds it by then.
      child.until(() -> DONE_TWICE.matcher(get(http, port, "/metrics").body()).find());
      office.mail("late", "Faktura", Office.INVOICE);
      child.until(() -> lines() == 3);

      child.terminate();

      assertThat(child.exitCode()).isEqualTo(143);
      assertThat(child.err()).contains("ended in good order");
    }
    try (JournalView view = SqliteView.open(office.state())) {
      assertThat(view.runs()).hasSizeGreaterThan(1);
      assertThat(view.runs()).allMatch(run -> run.state() != RunState.RUNNING);
      assertThat(view.firstBrokenLink()).isEmpty();
    }
  }

  @Test
  void onlyObservesFromTheMomentItIsToldTo() throws Exception {
    office
        .spec(Office.LOCAL)
        .and("actions:\n  ask: {type: review}\n  act: {type: file, path: out.jsonl}\n")
        .and("schedule: {every: 1s}\n")
        .invoices(1);
    try (Child child = office.start("run", office.spec().toString(), "--mode", "production")) {
      child.until(() -> lines() == 1);

      Office.Ended answer = Office.call("mode", "--state", office.state().toString(), "observe");

      assertThat(answer.out()).contains("the mode is observe from here on");
      assertThat(answer.code()).isZero();
      office.mail("late", "Faktura", Office.INVOICE);
      try (JournalView view = SqliteView.open(office.state())) {
        child.until(() -> view.states().getOrDefault(ItemState.COMPLETED, 0L) == 2);
      }
      assertThat(lines()).isOne();
    }
  }

  @Test
  void saysThatThereIsNobodyToTellAMode() throws Exception {
    office.acting("act: {type: file, path: out.jsonl}").invoices(1);
    office.once("observe");

    Office.Ended answer = Office.call("mode", "--state", office.state().toString(), "production");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).contains("refused: no agent is at work here");
  }

  @Test
  void standsInForTargetsUntilItIsStopped() throws Exception {
    try (Child child = office.start("standin", "targets", "--port", "0", "--honour-keys");
        HttpClient http = HttpClient.newHttpClient()) {
      String address = child.said(ADDRESS);
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(address + "/hook/a"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isLessThan(300);
      assertThat(child.out()).contains(address);
    }
  }

  @Test
  void standsInForTheModelUntilItIsStopped() throws Exception {
    try (Child child = office.start("standin", "model", "--port", "0");
        HttpClient http = HttpClient.newHttpClient()) {
      String address = child.said(ADDRESS);
      HttpRequest noKey =
          HttpRequest.newBuilder(URI.create(address + "/v1/messages"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertThat(http.send(noKey, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
  }

  private int lines() {
    try {
      return office.written().size();
    } catch (java.io.IOException e) {
      return -1;
    }
  }

  private static HttpResponse<String> get(HttpClient http, String port, String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
