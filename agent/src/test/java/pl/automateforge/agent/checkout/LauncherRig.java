package pl.automateforge.agent.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a folder of its own, whose usual homes of JDKs lie in that folder too,
 * with JDKs and a Maven that only say how they were called.
 */
final class LauncherRig {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "basename",
          "cat",
          "dirname",
          "find",
          "head",
          "ln",
          "mkdir",
          "mv",
          "ps",
          "readlink",
          "rm",
          "sh",
          "sleep",
          "tail",
          "touch");
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

  private final Path dir;
  private final Map<String, String> environment = new HashMap<>();

  LauncherRig(Path dir) throws IOException {
    this.dir = dir;
    Files.createDirectories(bin());
    Files.createDirectories(root());
    String launcher = Files.readString(Checkout.root().resolve("autoforge"));
    for (String home : List.of("/usr/lib/jvm/", "/usr/lib64/jvm/", "/usr/java/", "/opt/java/")) {
      launcher = launcher.replace(" " + home, " \"" + dir + "\"" + home);
    }
    script(launcher(), launcher.replace(" /opt/jdk", " \"" + dir + "\"/opt/jdk"));
    for (String tool : TOOLS) {
      command(tool, "exec '" + onPath(tool) + "' \"$@\"\n");
    }
    environment.put("PATH", bin().toString());
    environment.put("HOME", dir.resolve("home").toString());
  }

  Path root() {
    return dir.resolve("the checkout");
  }

  Path launcher() {
    return root().resolve("autoforge");
  }

  Path jar() {
    return root().resolve("agent/target/autoforge-agent.jar");
  }

  Path bin() {
    return dir.resolve("bin");
  }

  /** Sources beside the launcher; without them it is an installation, which never builds. */
  void sources() throws IOException {
    for (String file : List.of("pom.xml", "agent/pom.xml", "agent/src/main/java/A.java")) {
      write(root().resolve(file), "");
    }
    write(root().resolve("scripts/test-packages"), "# none\n");
    age(root());
  }

  void age(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(PAST));
      }
    }
  }

  void touch(String file) throws IOException {
    Files.setLastModifiedTime(
        root().resolve(file), FileTime.from(Instant.parse("2126-01-01T00:00:00Z")));
  }

  /** A JDK that prints its home, the working directory and its arguments. */
  Path jdk(String home, String release) throws IOException {
    Path jdk = dir.resolve(home);
    write(jdk.resolve("release"), release);
    script(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' '" + jdk + "' \"$PWD\" \"$@\"\n");
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    return jdk;
  }

  Path jdk25() throws IOException {
    return jdk("usr/lib/jvm/jdk-25", "JAVA_VERSION=\"25.0.3\"\n");
  }

  void command(String name, String body) throws IOException {
    script(bin().resolve(name), "#!/bin/sh\n" + body);
  }

  /** A Maven that makes the jar and writes down how it was called. */
  void maven(String more) throws IOException {
    command(
        "mvn",
        """
        echo "$JAVA_HOME" "$@" >>'%s'
        %s
        mkdir -p '%s' && : >'%s'
        """
            .formatted(mavenCalls(), more, jar().getParent(), jar()));
  }

  Path mavenCalls() {
    return dir.resolve("maven-calls");
  }

  List<String> calls() throws IOException {
    return Files.exists(mavenCalls()) ? Files.readAllLines(mavenCalls()) : List.of();
  }

  LauncherRig with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Started start(Path workingDirectory, Path launcher, String... arguments) throws IOException {
    Files.createDirectories(workingDirectory);
    Path out = Files.createTempFile(dir, "out", "");
    Path err = Files.createTempFile(dir, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
            .directory(workingDirectory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(dir, launcher(), arguments).end();
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void script(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onPath(String tool) {
    return Stream.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + tool));
  }

  /** A launcher under way. */
  record Started(Process process, Path out, Path err) {
    Ended end() throws IOException, InterruptedException {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
      return new Ended(
          process.exitValue(),
          Files.readString(out, UTF_8).lines().toList(),
          Files.readString(err, UTF_8).lines().toList());
    }
  }

  /** What a launcher said. */
  record Ended(int code, List<String> out, List<String> err) {
    String home() {
      return out.getFirst();
    }

    List<String> java() {
      return out.subList(2, out.size());
    }
  }
}
