package pl.automateforge.agent.spec;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the YAML parser complains about, for people. Never quotes the file: it may hold secrets. */
final class YamlErrors {
  private YamlErrors() {}

  static String explain(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("\\t")) {
      return "a tab cannot indent or begin a value in YAML; expected spaces";
    }
    if (problem.contains("expected a single document")
        || String.valueOf(e.getContext()).contains("expected a single document")) {
      return "a second document begins here; expected one spec a file";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "a colon that YAML does not expect here: check the indentation, or put the value into"
          + " quotes";
    }
    String context = String.valueOf(e.getContext()).strip();
    boolean silent = context.isEmpty() || context.equals("null");
    return "not valid YAML" + (silent ? "" : " " + context) + ": " + problem;
  }

  static String forbidden(int codePoint) {
    return String.format(
        Locale.ROOT,
        "the character U+%04X is not allowed in YAML; remove it or write it as an escape in double"
            + " quotes",
        codePoint);
  }
}
