package pl.automateforge.agent.privacy;

import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * How a number may be written.
 *
 * @param needsWord whether people only write it so beside its word
 */
record Written(String name, boolean needsWord, UnaryOperator<String> form) {
  /** The number in groups, the last group taking the rest. */
  static String grouped(String value, String separator, int... lengths) {
    var grouped = new StringBuilder();
    int at = 0;
    for (int length : lengths) {
      int end = Math.min(value.length(), at + length);
      grouped.append(at > 0 && end > at ? separator : "").append(value, at, end);
      at = end;
    }
    return grouped.append(at < value.length() ? separator + value.substring(at) : "").toString();
  }

  /** In groups of any length. */
  static String anyhow(String value, String separator, Random random) {
    var grouped = new StringBuilder();
    for (int at = 0; at < value.length(); ) {
      int left = value.length() - at;
      int length = Math.min(left, 2 + random.nextInt(4));
      length = left - length == 1 ? left : length;
      grouped.append(at > 0 ? separator : "").append(value, at, at + length);
      at += length;
    }
    return grouped.toString();
  }

  /** A break at one place in the middle. */
  static String broken(String value, String separator, Random random) {
    int at = 3 + random.nextInt(value.length() - 5);
    return value.substring(0, at) + separator + value.substring(at);
  }

  /** Digits of another script or width. */
  static String digits(String value, int zero) {
    var written = new StringBuilder();
    value
        .codePoints()
        .forEach(c -> written.appendCodePoint(c >= '0' && c <= '9' ? zero + c - '0' : c));
    return written.toString();
  }

  /** As reading a scan gets it wrong. */
  static String scanned(String value) {
    return value.replaceFirst("(?<=\\d)0(?=\\d)", "O").replaceFirst("(?<=\\d)1(?=\\d)", "l");
  }
}
