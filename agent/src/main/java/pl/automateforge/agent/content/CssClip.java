package pl.automateforge.agent.content;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a {@code clip-path} of CSS leaves nothing of an element that could be read. */
final class CssClip {
  private static final Pattern SHAPE =
      Pattern.compile("(inset|circle|ellipse|polygon|rect|xywh|path)\\(([^()]*)\\).*");
  private static final double TINY = 2;
  private static final double WHOLE = 99;

  private CssClip() {}

  static boolean hides(String path) {
    Matcher shape = SHAPE.matcher(path);
    if (!shape.matches()) {
      return false;
    }
    String[] words = shape.group(2).strip().split("[\\s,]+", 50);
    return switch (shape.group(1)) {
      case "inset" -> isAllInset(words);
      case "circle", "ellipse" -> isTiny(words[0]);
      case "xywh" -> words.length > 3 && (isTiny(words[2]) || isTiny(words[3]));
      case "polygon", "rect" ->
          Arrays.stream(words).allMatch(word -> word.equals("evenodd") || isTiny(word));
      default -> shape.group(2).replaceAll("[\"'\\s]", "").length() < 5;
    };
  }

  /** Top and bottom together, or left and right, take the whole. */
  private static boolean isAllInset(String[] words) {
    double top = share(words, 0);
    double right = words.length > 1 ? share(words, 1) : top;
    double bottom = words.length > 2 ? share(words, 2) : top;
    double left = words.length > 3 ? share(words, 3) : right;
    return top + bottom >= WHOLE || left + right >= WHOLE;
  }

  private static double share(String[] words, int at) {
    boolean percent = at < words.length && words[at].endsWith("%");
    return percent ? CssNumber.parse(words[at]) : 0;
  }

  private static boolean isTiny(String word) {
    return Math.abs(CssNumber.pixels(word, 16)) < TINY;
  }
}
