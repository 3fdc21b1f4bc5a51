package pl.automateforge.agent.content;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a transformation of CSS takes text out of sight: shrinks it to nothing or moves it away.
 */
final class CssTransform {
  private static final Pattern FUNCTION = Pattern.compile("([a-z0-9]+)\\(([^()]*)\\)");
  private static final double NOTHING = 0.05;
  private static final double FAR = 300;
  private static final double VERY_FAR = 2_000;

  private CssTransform() {}

  static boolean hides(String transform) {
    Matcher function = FUNCTION.matcher(transform);
    while (function.find()) {
      String[] values = function.group(2).strip().split("[\\s,]+", 20);
      if (hides(function.group(1).toLowerCase(Locale.ROOT), values)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hides(String name, String[] values) {
    return switch (name) {
      case "scale", "scalex", "scaley", "scale3d" -> isNothing(values, 0) || isNothing(values, 1);
      case "matrix" ->
          (isNothing(values, 0) && isNothing(values, 1))
              || (isNothing(values, 2) && isNothing(values, 3));
      case "matrix3d" ->
          (isNothing(values, 0) && isNothing(values, 1))
              || (isNothing(values, 4) && isNothing(values, 5));
      case "translate", "translatex", "translatey", "translate3d" ->
          isFar(values, 0) || isFar(values, 1);
      case "rotatex", "rotatey" -> values[0].equals("90deg") || values[0].equals("-90deg");
      default -> false;
    };
  }

  private static boolean isNothing(String[] values, int at) {
    double value = at < values.length ? CssNumber.parse(values[at]) : 1;
    double share = at < values.length && values[at].endsWith("%") ? value / 100 : value;
    return Math.abs(share) < NOTHING;
  }

  private static boolean isFar(String[] values, int at) {
    double pixels = at < values.length ? CssNumber.pixels(values[at], 16) : 0;
    return pixels < -FAR || pixels > VERY_FAR;
  }
}
