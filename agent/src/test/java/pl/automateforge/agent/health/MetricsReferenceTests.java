package pl.automateforge.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsReferenceTests {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (agent_\\w+(?<!_max)) (\\w+)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(agent_\\w+)` \\| (\\w+) ");

  @Test
  void listsWhatIsMeasuredAndNothingElse() throws IOException {
    AgentMetrics metrics = new AgentMetrics("0", "a".repeat(64));
    metrics.decided(java.time.Duration.ofMillis(1), "local");
    metrics.error("word");
    metrics.runEnded("completed");
    Path page = Path.of("..", "docs", "reference", "metrics.md");

    assertThat(found(ROW, Files.readString(page))).isEqualTo(found(TYPE, metrics.scrape()));
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1) + " " + matcher.group(2));
    }
    return names;
  }
}
