package pl.automateforge.agent.action.template;

import java.util.regex.Pattern;

/**
 * Breaks, visibly, what chat programs turn into a link wherever it stands: addresses with a scheme
 * and names with a dot. What it puts in is {@code [:]} and {@code [.]}.
 */
final class Links {
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}):(?=[/\\\\])");
  private static final Pattern SCHEME_ALONE =
      Pattern.compile("(?i)\\b(mailto|tel|sms|callto|sip|slack|msteams|javascript|data):");

  /** The full stops of other scripts count as dots in names too. */
  private static final Pattern DOT =
      Pattern.compile("(?<=[\\p{L}\\p{N}])[.\\u3002\\uFF0E\\uFF61](?=\\p{L}{2}|[Xx][Nn]--)");

  private Links() {}

  static String broken(String text) {
    String out = SCHEME.matcher(text).replaceAll("$1[:]");
    out = SCHEME_ALONE.matcher(out).replaceAll("$1[:]");
    return DOT.matcher(out).replaceAll("[.]");
  }
}
