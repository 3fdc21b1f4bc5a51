package pl.automateforge.agent.decision.openai;

import java.util.LinkedHashSet;
import java.util.Set;
import pl.automateforge.agent.check.CheckResult;

/** What a check found, one after the other, as one sentence. */
final class Findings {
  private final StringBuilder sentence;
  private final Set<String> cures = new LinkedHashSet<>();

  Findings(String start) {
    this.sentence = new StringBuilder(start);
  }

  void add(String finding) {
    sentence.append("; ").append(finding);
  }

  void warn(String finding, String cure) {
    add(finding);
    cures.add(cure);
  }

  CheckResult result() {
    return cures.isEmpty()
        ? new CheckResult.Fine(sentence.toString())
        : new CheckResult.Warning(sentence.toString(), String.join("; ", cures));
  }
}
