package pl.automateforge.agent.content;

/** Numbers and lengths of CSS. */
final class CssNumber {
  private static final int MAX_LENGTH = 20;

  private CssNumber() {}

  /** The number that a text begins with; not a number where it begins with none. */
  static double parse(String text) {
    String value = text.strip();
    int end = 0;
    while (end < value.length() && end < MAX_LENGTH && isPart(value.charAt(end), end)) {
      end++;
    }
    end = exponent(value, end);
    try {
      return end == 0 ? Double.NaN : Double.parseDouble(value.substring(0, end));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** A length in pixels; {@code base} is what relative units refer to. */
  static double pixels(String text, double base) {
    double number = parse(text);
    if (Double.isNaN(number) || number == 0) {
      return number;
    }
    String value = text.strip();
    int unit = 0;
    while (unit < value.length() && isPart(value.charAt(unit), unit)) {
      unit++;
    }
    unit = exponent(value, unit);
    return switch (value.substring(unit).strip()) {
      case "", "px" -> number;
      case "pt" -> number * 4 / 3;
      case "pc" -> number * 16;
      case "em", "rem" -> number * base;
      case "ex", "ch" -> number * base / 2;
      case "%" -> number * base / 100;
      case "in" -> number * 96;
      case "cm" -> number * 37.8;
      case "mm" -> number * 3.78;
      case "vw", "vh", "vmin", "vmax" -> number * 8;
      default -> Double.NaN;
    };
  }

  /** Where the number ends whose other part ends there: {@code 1e-9} is next to nothing. */
  private static int exponent(String value, int from) {
    int end = from + 1;
    if (from == 0 || from >= value.length() || value.charAt(from) != 'e') {
      return from;
    }
    if (end < value.length() && (value.charAt(end) == '-' || value.charAt(end) == '+')) {
      end++;
    }
    int digits = end;
    while (end < value.length() && end - digits < 4 && Character.isDigit(value.charAt(end))) {
      end++;
    }
    return end == digits ? from : end;
  }

  private static boolean isPart(char c, int index) {
    return (c >= '0' && c <= '9') || c == '.' || (index == 0 && (c == '-' || c == '+'));
  }
}
