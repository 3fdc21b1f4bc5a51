package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.standin.Fault;
import pl.automateforge.agent.standin.FaultRule;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

/** A whole agent at DEBUG, well and unwell: whatever it writes, no secret of its stands there. */
@Tag("slow")
@Timeout(300)
@Isolated("replaces the process's log and standard error")
class DiscretionTests {
  private static final String KEY = "marker-model-key-5bd1e2f7";
  private static final String SECRET = "marker-hook-secret-91c07aa3";
  private static final String PATH = "marker-hook-path-d04e77b6";
  private static final String TOKEN = "marker-hook-token-37fa20c8";
  private static final String PASSWORD = "marker-hook-password-6e88";
  private static final List<String> MARKERS = List.of(KEY, SECRET, PATH, TOKEN, PASSWORD);
  private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)/healthz");

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final List<String> said = new ArrayList<>();

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
    office = new Office(temp);
    office
        .spec(
            Office.LOCAL
                .replace(
                    "{provider: local}",
                    "{provider: anthropic, name: sonnet, apiKey: \"${OFFICE_KEY}\", baseUrl:"
                        + " \"${OFFICE_MODEL}\", timeout: 2s}")
                .replace("actions: []", "actions: [act]")
                .replace("log: {level: ERROR}", "log: {level: DEBUG, file: agent.log}"))
        .and(
            "actions:\n  ask: {type: review}\n  act: {type: webhook, url: \"${OFFICE_HOOK}\", secret:"
                + " \"${OFFICE_SECRET}\", idempotent: true}\nlimits: {itemTimeout: 5s}\n")
        .invoices(3);
  }

  @AfterEach
  void giveBack() {
    System.setErr(err);
  }

  private void bound(String model, String hook) throws IOException {
    office.environment(
        "OFFICE_KEY=%s\nOFFICE_SECRET=%s\nOFFICE_MODEL=%s\nOFFICE_HOOK=%s\n"
            .formatted(KEY, SECRET, model, hook));
  }

  private static String hook(Object address) {
    return address.toString().replace("http://", "http://office:" + PASSWORD + "@")
        + "/hook/"
        + PATH
        + "?token="
        + TOKEN;
  }

  private Ended call(String... args) {
    Ended ended = Office.call(args);
    said.add(ended.out());
    said.add(ended.err());
    return ended;
  }

  /** Everything that a person would try when something is wrong. */
  private void everything() throws IOException {
    String spec = office.spec().toString();
    call("validate", spec);
    call("check", spec, "--exercise", "--json");
    call("check", spec);
    call("run", spec, "--once", "--mode", "observe", "--log-json");
    office.oneMore();
    call("run", spec, "--once", "--mode", "production");
    call("journal", spec, "--all");
    call("journal", spec, "--json");
    call("trial", spec, "--yes", "--json");
  }

  private void nothingLeaked() throws IOException {
    said.add(shown.toString(StandardCharsets.UTF_8));
    try (Stream<Path> files = Files.walk(office.folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".env")) {
          said.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    for (String marker : MARKERS) {
      assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(marker));
    }
    assertThat(said).as("something was said at all").anyMatch(text -> text.contains("DEBUG"));
  }

  @Test
  void saysNothingWhereAllIsWell() throws Exception {
    try (ModelStandIn model = ModelStandIn.start(ModelOptions.DEFAULT, Clock.systemUTC());
        TargetsStandIn target =
            TargetsStandIn.start(TargetsOptions.DEFAULT.honouringKeys(), Clock.systemUTC())) {
      bound(model.address().toString(), hook(target.address()));
      everything();
      assertThat(target.requests()).isPositive();
      nothingLeaked();
    }
  }

  @Test
  void saysNothingWhereTheKeyIsRefused() throws Exception {
    try (ModelStandIn model =
        ModelStandIn.start(
            ModelOptions.DEFAULT.withKeys(Set.of("another-key")), Clock.systemUTC())) {
      bound(model.address().toString(), hook("http://127.0.0.1:1"));
      everything();
      nothingLeaked();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "no-answer"})
  void saysNothingWhereBothSidesFail(String fault) throws Exception {
    List<FaultRule> faults = List.of(FaultRule.parse(fault));
    try (ModelStandIn model =
            ModelStandIn.start(
                ModelOptions.DEFAULT.withFaults(List.of(FaultRule.next(Fault.SERVER_ERROR, 1))),
                Clock.systemUTC());
        TargetsStandIn target =
            TargetsStandIn.start(
                TargetsOptions.DEFAULT.honouringKeys().withFaults(faults), Clock.systemUTC())) {
      bound(model.address().toString(), hook(target.address()));
      everything();
      nothingLeaked();
    }
  }

  @Test
  void saysNothingWhereNobodyAnswers() throws Exception {
    bound("http://127.0.0.1:1", hook("http://127.0.0.1:1"));
    everything();
    nothingLeaked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ht!tp://%s/%s",
        "http://127.0.0.1:99999/%s/%s",
        "%s %s",
        "http://[%s/%s",
        "http://203.0.113.7/%s/%s"
      })
  void saysNothingWhereAnAddressIsMalformed(String address) throws Exception {
    bound("http://127.0.0.1:1", address.formatted(PATH, TOKEN));
    everything();
    said.add("DEBUG");
    nothingLeaked();
  }

  @Test
  void saysNothingOnItsHealthPages() throws Exception {
    try (ModelStandIn model = ModelStandIn.start(ModelOptions.DEFAULT, Clock.systemUTC());
        TargetsStandIn target =
            TargetsStandIn.start(
                TargetsOptions.DEFAULT.withFaults(
                    List.of(FaultRule.sometimes(Fault.SERVER_ERROR, 0.5, 1))),
                Clock.systemUTC())) {
      bound(model.address().toString(), hook(target.address()));
      office.and("schedule: {every: 1s}\nhealth: {port: 0}\n");
      try (Child child =
              office.start("run", office.spec().toString(), "--mode", "production", "--log-json");
          HttpClient http = HttpClient.newHttpClient()) {
        String port = child.said(PORT);
        child.until(() -> target.requests() >= 3);
        for (String page : List.of("/healthz", "/readyz", "/metrics", "/" + TOKEN)) {
          HttpResponse<String> answer =
              http.send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + port + page)).build(),
                  HttpResponse.BodyHandlers.ofString());
          said.add(answer.body());
          said.add(answer.headers().map().toString());
        }
        child.terminate();
        child.exitCode();
        said.add(child.out());
        said.add(child.err());
      }
      nothingLeaked();
    }
  }
}
