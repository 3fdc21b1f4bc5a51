package pl.automateforge.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.LogSpec;
import pl.automateforge.agent.spec.Secret;

@Isolated("replaces the process's log and standard error")
class LoggingTests {
  private static final Pattern EVENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d"
              + " (ERROR|WARN |INFO |DEBUG) [A-Za-z0-9.$]+: .*");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Logger log = LoggerFactory.getLogger("pl.automateforge.agent.run.Loop");
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Redaction redaction = new Redaction();

  @TempDir Path folder;

  @BeforeEach
  void takeStandardError() {
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    Logging.stop();
    System.setErr(err);
  }

  private Path file() {
    return folder.resolve("agent.log");
  }

  private void start(LogSpec.Level level) {
    assertThat(Logging.start(spec(level, file(), 10_000_000), redaction)).isEmpty();
  }

  private static LogSpec spec(LogSpec.Level level, @Nullable Path file, long maxSize) {
    return new LogSpec(level, file, maxSize, Duration.ofDays(30));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file());
  }

  @Test
  void writesTheSameLineToFileAndStandardError() throws IOException {
    start(LogSpec.Level.INFO);
    log.info("run {} ended: {}", 7, "żółw");
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(EVENT)
        .endsWith(" INFO  run.Loop: run 7 ended: żółw");
    assertThat(shown.toString(StandardCharsets.UTF_8).lines()).isEqualTo(lines());
  }

  @Test
  void writesToStandardErrorOnlyWhereNoFileIsNamed() {
    assertThat(Logging.start(spec(LogSpec.Level.INFO, null, 1000), redaction)).isEmpty();
    log.info("here");
    assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith(" INFO  run.Loop: here\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void appendsToTheFileOfThePreviousProcess() throws IOException {
    Files.writeString(file(), "before\n");
    start(LogSpec.Level.INFO);
    log.info("after");
    assertThat(lines()).hasSize(2).first().isEqualTo("before");
  }

  @Test
  void keepsToTheLevel() throws IOException {
    start(LogSpec.Level.WARN);
    log.info("no");
    log.warn("yes");
    log.error("yes");
    assertThat(lines()).hasSize(2).noneMatch(line -> line.endsWith("no"));
  }

  @Test
  void holdsLibrariesAtWarningsEvenWhenDebugging() throws IOException {
    start(LogSpec.Level.DEBUG);
    log.debug("own");
    for (String library : List.of("okhttp3.OkHttpClient", "com.anthropic.X", "org.sqlite.JDBC")) {
      LoggerFactory.getLogger(library).info("no");
      LoggerFactory.getLogger(library).warn("yes");
    }
    assertThat(lines())
        .hasSize(4)
        .anyMatch(line -> line.endsWith(" DEBUG run.Loop: own"))
        .anyMatch(line -> line.endsWith(" WARN  OkHttpClient: yes"))
        .noneMatch(line -> line.endsWith("no"));
  }

  @Test
  void indentsStackTracesByATab() throws IOException {
    start(LogSpec.Level.INFO);
    var cause = new IllegalStateException("inner\nERROR forged");
    cause.addSuppressed(new IOException("closing"));
    log.error("failed", new IllegalArgumentException("outer", cause));
    assertThat(lines())
        .startsWith(lines().getFirst(), "\tjava.lang.IllegalArgumentException: outer")
        .contains("\tcaused by: java.lang.IllegalStateException: inner\\nERROR forged")
        .contains("\tsuppressed: java.io.IOException: closing")
        .anyMatch(line -> line.startsWith("\t  at pl.automateforge.agent.health.LoggingTests."))
        .allMatch(line -> EVENT.matcher(line).matches() || line.startsWith("\t"));
  }

  @Test
  void boundsEndlessTracesAndMessages() throws IOException {
    start(LogSpec.Level.INFO);
    Exception chain = new IllegalStateException("0");
    for (int i = 1; i < 100; i++) {
      chain = new IllegalStateException(String.valueOf(i), chain);
    }
    log.error("x".repeat(5_000_000), deep(2000, chain));
    assertThat(Files.size(file())).isLessThan(100_000);
    assertThat(lines().getFirst()).endsWith("x… (5000000 characters)");
    assertThat(lines())
        .anyMatch(line -> line.matches("\t  … \\d+ more"))
        .contains("\t… more causes");
  }

  private static Exception deep(int depth, Exception cause) {
    return depth == 0 ? new IllegalStateException("deep", cause) : deep(depth - 1, cause);
  }

  @Test
  void survivesAnExceptionThatCausesItself() throws IOException {
    start(LogSpec.Level.INFO);
    Exception one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("two", one));
    log.error("circle", one);
    assertThat(lines()).anyMatch(line -> line.contains("two"));
  }

  @Test
  void letsNoHostileTextForgeALine() throws IOException {
    start(LogSpec.Level.DEBUG);
    Random random = new Random(20261122);
    List<String> hostile = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      hostile.add(hostileText(random));
    }
    for (String text : hostile) {
      log.info("subject: {}", text);
    }
    List<String> lines = lines();
    assertThat(lines).hasSize(10_000).allMatch(line -> EVENT.matcher(line).matches());
    String all = Files.readString(file());
    assertThat(all.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl)).isTrue();
    assertThat(all).doesNotContain("\u2028", "\u2029", "\u202e", "\u2066", "\u0085", "\u200b");
    assertThat(all.chars().filter(c -> c == '\r')).isEmpty();
  }

  private void startJson(LogSpec.Level level) {
    assertThat(
            Logging.start(
                spec(level, file(), 100_000_000), redaction, new JsonLog("office", "4f2a")))
        .isEmpty();
  }

  private List<JsonNode> objects() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines()) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }

  @Test
  void writesOneJsonObjectAnEvent() throws IOException {
    startJson(LogSpec.Level.INFO);
    log.info("run {} ended: {}", 7, "żółw \"x\" C:\\a");
    log.warn("Item {} is held: {}", "0a1b", "why");
    log.warn("Run {} goes on", 12);
    log.atInfo()
        .addKeyValue("item", "0a1c")
        .addKeyValue("run", 3)
        .addKeyValue("message", "no")
        .log("left");

    assertThat(shown.toString(StandardCharsets.UTF_8).lines()).isEqualTo(lines());
    List<JsonNode> objects = objects();
    assertThat(objects.getFirst().properties().stream().map(java.util.Map.Entry::getKey))
        .containsExactly("time", "level", "logger", "message", "agent", "version");
    assertThat(objects.getFirst().path("time").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d");
    assertThat(objects.getFirst().path("message").asText())
        .isEqualTo("run 7 ended: żółw \"x\" C:\\a");
    assertThat(objects.getFirst().path("agent").asText()).isEqualTo("office");
    assertThat(objects.get(1).path("item").asText()).isEqualTo("0a1b");
    assertThat(objects.get(2).path("run").asText()).isEqualTo("12");
    assertThat(objects.get(3).path("item").asText()).isEqualTo("0a1c");
    assertThat(objects.get(3).path("run").asText()).isEqualTo("3");
    assertThat(objects.get(3).path("message").asText()).isEqualTo("left");
  }

  @Test
  void letsNoHostileTextForgeAJsonLine() throws IOException {
    startJson(LogSpec.Level.DEBUG);
    Random random = new Random(20261122);
    List<String> hostile = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      hostile.add(hostileText(random));
    }
    for (String text : hostile) {
      log.info("subject: {}", text);
      log.info("Item {} was read", text);
    }
    List<JsonNode> objects = objects();
    assertThat(objects).hasSize(20_000);
    for (int i = 0; i < hostile.size(); i++) {
      JsonNode subject = objects.get(2 * i);
      assertThat(subject.path("level").asText()).isEqualTo("INFO");
      assertThat(subject.size()).isEqualTo(6);
      assertThat(subject.path("message").asText())
          .isEqualTo(
              "subject: "
                  + hostile
                      .get(i)
                      .replaceAll("[\\ud800-\\udfff&&[^\\x{10000}-\\x{10ffff}]]", "\ufffd"));
      assertThat(objects.get(2 * i + 1).size()).isEqualTo(7);
    }
    String all = Files.readString(file());
    assertThat(all.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl)).isTrue();
    assertThat(all).doesNotContain("\u2028", "\u2029", "\u202e", "\u2066", "\u0085", "\u200b");
  }

  @Test
  void hidesSecretsInJsonToo() throws IOException {
    redaction.add(new Secret("hunter2\"hunter2"));
    startJson(LogSpec.Level.DEBUG);
    log.debug("key hunter2\"hunter2", new IOException("GET /?k=hunter2\"hunter2"));
    assertThat(Files.readString(file())).doesNotContain("hunter2").contains("****");
    JsonNode error = objects().getFirst().path("error");
    assertThat(error.asText()).startsWith("java.io.IOException: GET /?k=****\n");
  }

  private static String hostileText(Random random) {
    String[] pieces = {
      "\r\n",
      "\n",
      "\r",
      "\u001b[31m",
      "\u001b]0;title\u0007",
      "\u009b2J",
      "\b\b\b",
      "\0",
      "\"}\n{\"level\":\"ERROR\"",
      "\\",
      "\u2028",
      "\u2029",
      "\u0085",
      "\u202e",
      "\u2066",
      "\u200b",
      "\ufeff",
      "\ud800",
      "\udfff",
      "%d{yyyy}",
      "${jndi:ldap://x}",
      "{}",
      "\t at evil.Code",
      "\n2026-11-22T12:00:00.000+01:00 ERROR run.Loop: forged",
      "zażółć",
      "😀",
      "\u000b",
      "\u000c",
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]).append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  @Test
  void showsPlainTextAsItIs() throws IOException {
    start(LogSpec.Level.INFO);
    log.info("Zażółć gęślą jaźń 😀 C:\\mails\\a.eml \"x\" – …");
    assertThat(lines().getFirst()).endsWith(": Zażółć gęślą jaźń 😀 C:\\mails\\a.eml \"x\" – …");
  }

  @Test
  void hidesSecretsInMessagesAndTracesAtEveryLevel() throws IOException {
    redaction.add(new Secret("hunter2-hunter2"));
    start(LogSpec.Level.DEBUG);
    log.debug("key hunter2-hunter2");
    log.info("key {}", new Secret("hunter2-hunter2"));
    redaction.add(new Secret("registered\nlater on"));
    log.error(
        "registered\nlater on",
        new IOException("GET /?k=hunter2-hunter2", new IOException("registered\nlater on")));
    LoggerFactory.getLogger("okhttp3.Client").warn("Authorization: Basic aHVudGVyMi1odW50ZXIyOg==");
    String all = Files.readString(file()) + shown.toString(StandardCharsets.UTF_8);
    assertThat(all)
        .contains("key ****")
        .contains("GET /?k=****")
        .doesNotContain("hunter2", "registered", "later on", "aHVudGVyMi1odW50ZXIy");
  }

  @Test
  void leavesNoPieceOfASecretWhereAMessageIsCut() throws IOException {
    String secret = "0123456789abcdefghijklmnopqrstuvwxyz";
    redaction.add(new Secret(secret));
    start(LogSpec.Level.INFO);
    for (int shift = 0; shift < secret.length(); shift++) {
      log.info("{}{}", "x".repeat(8_192 - shift), secret);
      log.info("{}{}", "x".repeat(65_536 - shift), secret);
      log.info("{}{}", "y".repeat(shift), secret.repeat(5_000));
    }
    assertThat(Files.readString(file())).doesNotContain("0123").doesNotContain("wxyz");
  }

  @Test
  void rotatesBySize() throws IOException {
    Path named = folder.resolve("a b (old) +$~/agent.log");
    assertThat(Logging.start(spec(LogSpec.Level.INFO, named, 20_000), redaction)).isEmpty();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (files(named.getParent()).size() < 3 && System.nanoTime() < end) {
      log.info("x".repeat(1000));
    }
    assertThat(files(named.getParent()))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(name -> name.matches("agent\\.log(\\.\\d{4}-\\d\\d-\\d\\d\\.\\d+)?"));
  }

  private static List<String> files(@Nullable Path folder) throws IOException {
    try (Stream<Path> files = Files.list(Objects.requireNonNull(folder))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @Test
  void removesFilesThatAreTooOld() throws IOException {
    Path old = Files.writeString(folder.resolve("agent.log.2026-01-01.0"), "old");
    Path other = Files.writeString(folder.resolve("other.log.2026-01-01.0"), "other");
    start(LogSpec.Level.INFO);
    assertThat(old).doesNotExist();
    assertThat(other).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"50%", "{a}", "[b", "a(b"})
  void refusesAFileNameThatTheLibraryWouldTakeForAPattern(String name) {
    Path odd = folder.resolve(name).resolve("agent.log");
    assertThat(Logging.start(spec(LogSpec.Level.INFO, odd, 1000), redaction))
        .hasValueSatisfying(
            why -> assertThat(why).contains("expected a path without", "standard error"));
    log.info("still here");
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains(": still here");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysThatTheFileCannotBeWrittenAndLogsOn() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "").resolve("agent.log");
    assertThat(Logging.start(spec(LogSpec.Level.INFO, blocked, 1000), redaction))
        .contains("log file " + blocked + " cannot be written; the log is on standard error");
    log.info("still here");
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains(" INFO  run.Loop: still here\n");
  }

  @Test
  void warnsOnStandardErrorWithoutASpec() {
    Logging.stop();
    log.info("no");
    log.warn("yes");
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .endsWith(" WARN  run.Loop: yes\n")
        .doesNotContain(": no");
  }
}
