package pl.automateforge.agent.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of an {@code .env} file: {@code NAME=value}, an {@code export} before it, comments,
 * values in single quotes (taken as they stand) or double quotes (with {@code \n}, {@code \t},
 * {@code \"}, {@code \\} and {@code \$}). Nothing is expanded. Where a name is set twice the last
 * one counts.
 */
record DotEnv(Map<String, Entry> entries) {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=(?<value>.*)");
  private static final Pattern SINGLE = Pattern.compile("'(?<value>[^']*)'\\s*(#.*)?");
  private static final Pattern DOUBLE =
      Pattern.compile("\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"\\s*(#.*)?");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  DotEnv {
    entries = Map.copyOf(entries);
  }

  static DotEnv read(String text, String file, List<Problem> problems) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    int number = 0;
    for (String raw : text.split("\r\n|\n|\r", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        problems.add(error(number, file, "not a setting (not shown); expected NAME=value"));
        continue;
      }
      String name = matcher.group("name");
      Optional<String> value = value(matcher.group("value").strip());
      if (value.isEmpty()) {
        problems.add(
            error(number, file, "the quotes around the value of " + name + " do not close"));
        continue;
      }
      Entry before = entries.put(name, new Entry(value.get(), number));
      if (before != null) {
        problems.add(
            new Problem(
                Problem.Severity.WARNING,
                number,
                1,
                file,
                name + " is set in line " + before.line() + " already; this one counts"));
      }
    }
    return new DotEnv(entries);
  }

  private static Problem error(int line, String file, String message) {
    return new Problem(Problem.Severity.ERROR, line, 1, file, message);
  }

  private static Optional<String> value(String written) {
    if (written.startsWith("'")) {
      Matcher single = SINGLE.matcher(written);
      return single.matches() ? Optional.of(single.group("value")) : Optional.empty();
    }
    if (written.startsWith("\"")) {
      Matcher quoted = DOUBLE.matcher(written);
      return quoted.matches() ? Optional.of(unescaped(quoted.group("value"))) : Optional.empty();
    }
    return Optional.of(COMMENT.matcher(written).replaceFirst("").strip());
  }

  private static String unescaped(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                switch (m.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  case "t" -> "\t";
                  case "\"", "\\", "$" -> m.group(1);
                  default -> m.group();
                }));
  }

  /** A value and its line. */
  record Entry(String value, int line) {
    @Override
    public String toString() {
      return "Entry[****, " + line + "]";
    }
  }
}
