package pl.automateforge.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.check.Finding.State;

class DoctorTests {
  @TempDir Path root;
  private Path state = Path.of("");
  private Machine machine = Machine.here(0);

  @BeforeEach
  void lookAtAMachineOfOurOwn() throws IOException {
    state = Files.createDirectory(root.resolve("state"));
    Path proc = Files.createDirectories(root.resolve("proc/self")).resolve("..").normalize();
    Path cgroup = Files.createDirectory(root.resolve("cgroup"));
    machine =
        new Machine(
            25,
            Clock.systemUTC(),
            proc,
            cgroup,
            Files.createDirectory(root.resolve("tmp")),
            0,
            "UTF-8");
  }

  private Machine machine(int java, Clock clock, Path temp, int port, String terminal) {
    return new Machine(java, clock, machine.proc(), machine.cgroup(), temp, port, terminal);
  }

  private Finding finding(String what) {
    List<Finding> all = new Doctor(machine).examine(state);
    return all.stream().filter(finding -> finding.what().equals(what)).findFirst().orElseThrow();
  }

  private void proc(String file, String text) throws IOException {
    Files.writeString(machine.proc().resolve(file), text);
  }

  private void cgroup(String file, String text) throws IOException {
    Files.writeString(machine.cgroup().resolve(file), text);
  }

  @Test
  void findsThisMachineFitAndLeavesNothingBehind() throws IOException {
    List<Finding> all = new Doctor(Machine.here(0)).examine(state);
    assertThat(all)
        .extracting(Finding::what)
        .containsExactly(
            "memory",
            "processors",
            "processes",
            "open files",
            "disk space",
            "disk writes",
            "file locks",
            "file names",
            "file times",
            "clock",
            "time zone",
            "timer",
            "Java",
            "temporary folder",
            "SQLite",
            "terminal",
            "TLS",
            "health port",
            "localhost");
    // Where no locale is set, Java cannot write Polish names: that is for the doctor to say.
    assertThat(all)
        .filteredOn(finding -> !finding.what().equals("file names"))
        .allSatisfy(finding -> assertThat(finding.state()).isNotEqualTo(State.FAIL));
    assertThat(all)
        .filteredOn(finding -> List.of("clock", "timer", "Java", "SQLite").contains(finding.what()))
        .allSatisfy(finding -> assertThat(finding.state()).isEqualTo(State.OK));
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void saysWhatToDoWhereverSomethingIsWrong() {
    machine =
        new Machine(
            21,
            Clock.systemUTC(),
            machine.proc(),
            machine.cgroup(),
            root.resolve("none"),
            0,
            "US-ASCII");
    assertThat(new Doctor(machine).examine(root.resolve("missing")))
        .allSatisfy(
            finding -> assertThat(finding.cure().isEmpty()).isEqualTo(finding.state() == State.OK));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2000000, max, OK, 1953 MB available",
        "200000, max, FAIL, 195 MB available",
        "400000, max, WARN, 390 MB available",
        "2000000, 268435456, FAIL, '1953 MB available, limit 256 MB'",
        "2000000, 1073741824, OK, '1953 MB available, limit 1024 MB'",
      })
  void weighsMemory(long availableKb, String max, State expected, String found) throws IOException {
    proc("meminfo", "MemTotal: 9 kB\nMemAvailable:    " + availableKb + " kB\n");
    cgroup("memory.max", max + "\n");
    assertThat(finding("memory").state()).isEqualTo(expected);
    assertThat(finding("memory").found()).isEqualTo(found);
  }

  @Test
  void weighsMemoryOfAnOlderControlGroup() throws IOException {
    Files.createDirectory(machine.cgroup().resolve("memory"));
    cgroup("memory/memory.limit_in_bytes", "104857600\n");
    assertThat(finding("memory"))
        .isEqualTo(
            Finding.fail(
                "memory", "limited, limit 100 MB", "give it 512 MB: an agent takes up to 350 MB"));
    cgroup("memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(finding("memory").state()).isEqualTo(State.OK);
  }

  @ParameterizedTest
  @CsvSource({"max 100000, OK", "200000 100000, OK", "25000 100000, WARN", "max, OK"})
  void weighsProcessors(String max, State expected) throws IOException {
    cgroup("cpu.max", max + "\n");
    assertThat(finding("processors").state()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"max, OK", "50, WARN", "1000, OK"})
  void weighsProcesses(String max, State expected) throws IOException {
    cgroup("pids.max", max + "\n");
    assertThat(finding("processes").state()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"128, FAIL", "512, WARN", "20000, OK", "unlimited, OK"})
  void weighsOpenFiles(String soft, State expected) throws IOException {
    proc(
        "self/limits",
        "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max open files            "
            + soft
            + "                524288               files\n");
    assertThat(finding("open files").state()).isEqualTo(expected);
  }

  @Test
  void looksOnWhereTheSystemTellsNonsense() throws IOException {
    proc("self/limits", "Max open files   many  many  files\n");
    assertThat(finding("open files").state()).isEqualTo(State.FAIL);
    assertThat(finding("open files").found()).startsWith("could not be examined: ");
    assertThat(finding("Java").state()).isEqualTo(State.OK);
  }

  @Test
  void refusesAnOlderJava() {
    machine =
        new Machine(
            21, Clock.systemUTC(), machine.proc(), machine.cgroup(), machine.temp(), 0, "UTF-8");
    assertThat(finding("Java").state()).isEqualTo(State.FAIL);
    assertThat(finding("Java").cure()).contains("JDK 25");
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:03:00Z, FAIL",
    "2026-11-22T12:00:00Z, OK",
    "2126-01-01T00:00:00Z, FAIL"
  })
  void weighsTheYear(Instant now, State expected) {
    Clock clock = Clock.fixed(now, ZoneId.of("Europe/Warsaw"));
    machine = machine(25, clock, machine.temp(), 0, "UTF-8");
    assertThat(finding("clock").state()).isEqualTo(expected);
    assertThat(finding("time zone").found()).startsWith("Europe/Warsaw, zone data 20");
  }

  @Test
  void noticesAClockThatDiffersFromTheDisks() {
    Clock clock = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneId.of("UTC"));
    machine = machine(25, clock, machine.temp(), 0, "UTF-8");
    assertThat(finding("file times").state()).isEqualTo(State.WARN);
  }

  @Test
  void noticesATemporaryFolderWithoutNativeCode() throws IOException {
    String temp = machine.temp().toRealPath().toString();
    proc(
        "self/mountinfo",
        """
        24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        25 24 0:22 / %s rw,nosuid,nodev,noexec,relatime shared:2 - tmpfs tmpfs rw
        26 24 0:23 / %sx rw shared:2 - tmpfs tmpfs rw
        """
            .formatted(temp, temp));
    assertThat(finding("temporary folder").found()).contains("is mounted noexec");
    proc("self/mountinfo", "24 1 8:1 / / rw,noexec\n25 24 0:22 / " + temp + " rw,exec - x x rw\n");
    assertThat(finding("temporary folder").state()).isEqualTo(State.OK);
    Files.delete(machine.temp());
    assertThat(finding("temporary folder").found()).contains("cannot be written");
  }

  @Test
  void noticesAMissingFolder() throws IOException {
    Files.delete(state);
    assertThat(finding("folder"))
        .isEqualTo(Finding.fail("folder", state + " does not exist", "mkdir -p '" + state + "'"));
    Files.writeString(state, "");
    assertThat(finding("folder").found()).endsWith(" is no folder");
  }

  @Test
  void noticesATerminalWithoutPolishLetters() {
    machine =
        new Machine(
            25,
            Clock.systemUTC(),
            machine.proc(),
            machine.cgroup(),
            machine.temp(),
            0,
            "ANSI_X3.4-1968");
    assertThat(finding("terminal").state()).isEqualTo(State.WARN);
  }

  @Test
  void warnsOfAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      machine =
          new Machine(
              25,
              Clock.systemUTC(),
              machine.proc(),
              machine.cgroup(),
              machine.temp(),
              taken.getLocalPort(),
              "UTF-8");
      assertThat(finding("health port").state()).isEqualTo(State.WARN);
      assertThat(finding("health port").found())
          .startsWith(taken.getLocalPort() + " cannot be opened: ");
    }
  }
}
