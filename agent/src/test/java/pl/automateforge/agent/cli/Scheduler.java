package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs what schedulers run: with their environment and nothing of ours. */
final class Scheduler {
  private Scheduler() {}

  /** How a program ended, with both of its outputs as one. */
  record Ended(int code, String said) {}

  static Ended run(Path folder, Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  /** Whether the machine has the program. */
  static boolean has(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Path.of(folder, program).toFile().canExecute()) {
        return true;
      }
    }
    return false;
  }

  /** A unit's value, as systemd takes it apart: words, double quotes, escapes, specifiers. */
  static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        boolean escape = c == '\\' || c == '%' || c == '$';
        word.append(escape ? value.charAt(++i) : c);
      }
    }
    words.add(word.toString());
    return words;
  }

  /** The value of a key that stands once in a unit. */
  static String value(String unit, String key) {
    List<String> values = unit.lines().filter(line -> line.startsWith(key + "=")).toList();
    assertThat(values).as(key).hasSize(1);
    return values.getFirst().substring(key.length() + 1);
  }
}
