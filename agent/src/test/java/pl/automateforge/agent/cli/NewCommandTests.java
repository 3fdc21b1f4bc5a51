package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;

class NewCommandTests {
  private static final String CRON_WORDS = "(?:\\S+ ){5}";

  @TempDir private Path temp;
  private Path launcher;

  /** Stands in for ./autoforge, in a folder that needs care. */
  @BeforeEach
  void startByAScript() throws IOException {
    temp = temp.toRealPath();
    launcher = Files.createDirectories(temp.resolve("100% $HOME \"ó\"")).resolve("autoforge");
    String words = Child.words().stream().map(Shell::word).collect(Collectors.joining(" "));
    Files.writeString(launcher, "#!/bin/sh\nexec " + words + " \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty(Launcher.PROPERTY, launcher.toString());
  }

  @AfterEach
  void forgetTheScript() {
    System.clearProperty(Launcher.PROPERTY);
  }

  private Path make(String name, String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("new", "email-triage"));
    args.add(temp.resolve(name).toString());
    args.addAll(List.of(more));
    Ended ended = Office.call(args.toArray(String[]::new));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("run ", "journal ", temp.resolve(name).toString());
    return temp.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pl", "en"})
  void writesAnAgentThatRunsAtOnce(String language) {
    Path agent = make("first", "--language", language);
    String spec = agent.resolve("agent.yaml").toString();

    Ended valid = Office.call("validate", spec);
    assertThat(valid.err()).isEmpty();
    assertThat(valid.out()).startsWith("first ");
    Ended ended = Office.call("run", spec, "--once");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("7 taken", "0 failed, 0 in flight");
    try (JournalView view = SqliteView.open(agent.resolve(".autoforge/first"))) {
      view.eachItem(item -> assertThat(item.basis()).isIn(Basis.ANSWER, Basis.UNSURE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pl", "en"})
  void writesOtherWaysThatAreValidToo(String language) throws IOException {
    Path spec = make("other", "--language", language).resolve("agent.yaml");
    String text =
        Files.readString(spec)
            .replace("\nmodel: {provider: local}", "\n# model: {provider: local}")
            .replace("# model: {provider: anthropic", "model: {provider: anthropic")
            .replace("dataMayLeave: false", "dataMayLeave: true")
            .replace("#  tell-erp:", "  tell-erp:")
            .replace(
                "priority: 2, risk: low, actions: [keep]",
                "priority: 2, risk: low, actions: [keep, tell-erp]")
            .replace("# health:", "health:");
    Files.writeString(spec, text);

    Ended ended = Office.call("validate", spec.toString());

    assertThat(ended.err()).doesNotContain("error", "warning");
    assertThat(ended.code()).isZero();
    LoadedSpec loaded = SpecReader.read(spec).loaded().orElseThrow();
    assertThat(loaded.spec().model().name()).startsWith("claude-");
    assertThat(loaded.spec().actions()).containsKey("tell-erp");
    assertThat(Files.readString(spec.resolveSibling(".env")))
        .contains("# ANTHROPIC_API_KEY=", "# HOOK_URL=", "# HOOK_SECRET=");
  }

  @Test
  void keepsSecretsToTheirOwner() throws IOException {
    Path agent = make("private");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.resolve(".env"))))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(agent.resolve(".env"))).allMatch(line -> line.startsWith("#"));
    assertThat(Files.readAllLines(agent.resolve(".gitignore"))).contains(".env", ".autoforge/");
  }

  @Test
  void namesTheAgentAfterItsFolder() {
    assertThat(make("Żółta Łódź 2").resolve("zolta-lodz-2.timer")).exists();
    assertThat(make("x", "--name", "acme-biuro").resolve("acme-biuro.service")).exists();

    Ended ended = Office.call("new", "email-triage", temp.resolve("...").toString());
    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("cannot name an agent", "say --name NAME");
  }

  @Test
  void overwritesNothing() throws IOException {
    Path agent = Files.createDirectories(temp.resolve("mine"));
    Files.writeString(agent.resolve("mine.timer"), "mine");
    Files.writeString(agent.resolve("examples.csv"), "mine");

    Ended ended = Office.call("new", "email-triage", agent.toString());

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("nothing was written", "examples.csv, mine.timer");
    try (Stream<Path> files = Files.list(agent)) {
      assertThat(files).hasSize(2);
    }
    assertThat(Files.readString(agent.resolve("examples.csv"))).isEqualTo("mine");
  }

  @Test
  void leavesNothingHalfWritten() throws IOException {
    Path agent = Files.createDirectories(temp.resolve("half"));
    Files.writeString(agent.resolve("mails"), "a file where a folder should be");

    Ended ended = Office.call("new", "email-triage", agent.toString());

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("nothing was written");
    try (Stream<Path> files = Files.list(agent)) {
      assertThat(files).containsExactly(agent.resolve("mails"));
    }
  }

  @Test
  void writesUnitsThatSystemdTakes() throws Exception {
    assumeTrue(Scheduler.has("systemd-analyze"), "skipped: systemd-analyze is missing");
    Path agent = make("Biuro ó 50%", "--name", "biuro");

    Scheduler.Ended ended =
        Scheduler.run(
            agent,
            Map.of("PATH", System.getenv("PATH")),
            List.of("systemd-analyze", "verify", "--man=no", "./biuro.service", "./biuro.timer"));

    assertThat(ended.said()).doesNotContain("biuro");
    assertThat(ended.code()).isZero();
  }

  @Test
  void writesTheScheduleOfTheSpecForSystemd() throws Exception {
    assumeTrue(Scheduler.has("systemd-analyze"), "skipped: systemd-analyze is missing");
    Path agent = make("timed");
    String calendar = Scheduler.value(Files.readString(agent.resolve("timed.timer")), "OnCalendar");
    LoadedSpec loaded = SpecReader.read(agent.resolve("agent.yaml")).loaded().orElseThrow();

    WeeklyTimesTests.assertSameTimes(
        calendar, loaded.spec().schedule(), loaded.spec().timezone(), Instant.now());
  }

  @Test
  void runsByTheLineOfTheService() throws Exception {
    Path agent = make("Biuro ó 50%", "--name", "biuro");
    String unit = Files.readString(agent.resolve("biuro.service"));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin");
    for (String assignment : Scheduler.words(Scheduler.value(unit, "Environment"))) {
      String[] parts = assignment.split("=", 2);
      environment.put(parts[0], parts[1]);
    }

    assertThat(Scheduler.words(Scheduler.value(unit, "WorkingDirectory")).getFirst())
        .isEqualTo(agent.toString().substring(0, agent.toString().indexOf(' ')));
    Scheduler.Ended ended =
        Scheduler.run(agent, environment, Scheduler.words(Scheduler.value(unit, "ExecStart")));

    assertThat(ended.said()).contains("run 1 completed (observe): 7 taken");
    assertThat(ended.code()).isZero();
    assertThat(agent.resolve(".autoforge/biuro")).isDirectory();
  }

  @Test
  void namesTheLauncherWhereItCanBeNamed() throws IOException {
    Path plain = Files.createSymbolicLink(temp.resolve("autoforge"), launcher);
    System.setProperty(Launcher.PROPERTY, plain.toString());

    String unit = Files.readString(make("plain").resolve("plain.service"));

    assertThat(Scheduler.value(unit, "ExecStart"))
        .isEqualTo(
            plain
                + " run "
                + temp.resolve("plain/agent.yaml")
                + " --once --scheduled --mode observe");
  }

  /** Cron's environment, its shell, and what it does to a percent sign. */
  @Test
  void runsByTheLineOfTheCrontab() throws Exception {
    Path agent = make("Biuro ó 50%", "--name", "biuro");
    List<String> lines = Files.readAllLines(agent.resolve("biuro.crontab"));
    String line = lines.getLast();
    assertThat(lines).contains("CRON_TZ=Europe/Warsaw", "SHELL=/bin/sh");
    assertThat(line).startsWith("*/15 6-21 * * 1-5 ");
    String command = line.replaceFirst(CRON_WORDS, "").replace("\\%", "%");
    Map<String, String> bare = Map.of("HOME", "/", "SHELL", "/bin/sh", "PATH", "/usr/bin:/bin");

    Scheduler.Ended ended = Scheduler.run(Path.of("/"), bare, List.of("/bin/sh", "-c", command));

    Path log = agent.resolve("biuro.cron.log");
    assertThat(ended.said()).isEmpty();
    assertThat(log).exists();
    assertThat(Files.readString(log)).contains("run 1 completed (observe): 7 taken");
    assertThat(ended.code()).isZero();
  }

  @Test
  void writesACrontabThatCronTakes() throws Exception {
    assumeTrue(Scheduler.has("crontab"), "skipped: crontab is missing");
    Path agent = make("Biuro ó 50%", "--name", "biuro");
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));

    Scheduler.Ended help = Scheduler.run(agent, environment, List.of("crontab", "-h"));
    assumeTrue(help.said().contains("dry run"), "skipped: this crontab cannot only check");
    Scheduler.Ended ended =
        Scheduler.run(agent, environment, List.of("crontab", "-n", "biuro.crontab"));

    assertThat(ended.said()).doesNotContain("error");
    assertThat(ended.code()).isZero();
  }
}
