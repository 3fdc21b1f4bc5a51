package pl.automateforge.agent.action.template;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a template may be made of. */
final class TemplateRules {
  /** Since delimiters cannot be changed, each tag begins like this. */
  private static final Pattern FORBIDDEN_TAG = Pattern.compile("\\{\\{\\s*([{&><$=]|\\}\\})");

  private static final int NEAR = 2;

  private TemplateRules() {}

  static void check(String text, Target target) {
    if (text.length() > Template.LONGEST) {
      throw new TemplateException(
          "the template has " + text.length() + " characters, at most " + Template.LONGEST);
    }
    Matcher tag = FORBIDDEN_TAG.matcher(text);
    if (tag.find()) {
      throw new TemplateException(
          "\"" + tag.group() + "\" in line " + line(text, tag.start()) + why(tag.group(1)));
    }
    if (target == Target.MAIL_HEADER) {
      requireOneLine(text);
    }
  }

  static void checkNames(UsedNames used, Set<String> known) {
    List<String> names = used.all();
    if (names.size() > Template.MOST_VARIABLES) {
      throw new TemplateException(
          "the template names " + names.size() + " variables, at most " + Template.MOST_VARIABLES);
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new TemplateException(
            "unknown variable \""
                + name
                + "\""
                + nearest(name, known)
                + "; known are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private static void requireOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!PlainText.isOneLine(text.charAt(i))) {
        throw new TemplateException(
            "the template of a mail header holds a line end or a control character, at character "
                + (i + 1));
      }
    }
  }

  private static String why(String sign) {
    return switch (sign) {
      case "{", "&" -> ": values are always escaped; write {{name}}";
      case ">" -> ": partials are not allowed";
      case "=" -> ": the delimiters are {{ and }}";
      case "}}" -> ": a variable's name is missing";
      default -> ": blocks and parents are not allowed";
    };
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static String nearest(String name, Set<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= NEAR)
        .sorted()
        .findFirst()
        .map(candidate -> " (did you mean \"" + candidate + "\"?)")
        .orElse("");
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
