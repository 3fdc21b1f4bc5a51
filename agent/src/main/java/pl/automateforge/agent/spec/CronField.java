package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The five fields of a cron expression: their ranges, names, and how one of them is read. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK("day of week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private final String label;
  private final int low;
  private final int high;

  /** From the lowest value on, with a blank between. */
  private final String names;

  CronField(String label, int low, int high, String names) {
    this.label = label;
    this.low = low;
    this.high = high;
    this.names = names;
  }

  /** What people call it. */
  String label() {
    return label;
  }

  /** Every value of the field. */
  long all() {
    return read("*", "*", 1);
  }

  /** The values that the text allows, one bit each; Sunday is bit 0 only. */
  long read(String expression, String text, int character) {
    long values = 0;
    int at = character;
    for (String part : text.split(",", -1)) {
      values |= new Part(expression, part, at).values();
      at += part.length() + 1;
    }
    return values;
  }

  private String expected() {
    String range = low + "-" + high;
    return switch (this) {
      case MINUTE, HOUR, DAY_OF_MONTH -> range;
      case MONTH -> range + " or JAN-DEC";
      case DAY_OF_WEEK -> range + " (0 and 7 are Sunday) or MON-SUN";
    };
  }

  /** One element of a list: a star, a value or a range, each of star and range with a step. */
  private final class Part {
    private final String expression;
    private final String text;
    private final int character;

    Part(String expression, String text, int character) {
      this.expression = expression;
      this.text = text;
      this.character = character;
    }

    long values() {
      int slash = text.indexOf('/');
      String range = slash < 0 ? text : text.substring(0, slash);
      int step = slash < 0 ? 1 : step(text.substring(slash + 1), character + slash + 1);
      if (range.equals("*")) {
        return bits(low, CronField.this == DAY_OF_WEEK ? 6 : high, step);
      }
      int dash = range.indexOf('-');
      return dash < 0
          ? single(range, slash >= 0)
          : range(range.substring(0, dash), range.substring(dash + 1), step);
    }

    private long single(String value, boolean stepped) {
      int number = value(value, character);
      if (stepped) {
        String expected = value + "-" + high + text.substring(value.length());
        throw fault(character, "\"" + text + "\" steps without a range; expected " + expected);
      }
      return bits(number, number, 1);
    }

    private long range(String lower, String upper, int step) {
      int from = value(lower, character);
      int to = upper(upper, character + lower.length() + 1);
      if (from > to) {
        String expected = "; expected two ranges with a comma between them";
        throw fault(character, "\"" + lower + "-" + upper + "\" runs backwards" + expected);
      }
      return bits(from, to, step);
    }

    /** As the end of a range, Sunday by its name is the week's last day. */
    private int upper(String value, int at) {
      int number = value(value, at);
      return CronField.this == DAY_OF_WEEK && number == 0 && !value.equals("0") ? 7 : number;
    }

    private int step(String value, int at) {
      int step = number(value);
      if (step < 1 || step > high - low) {
        throw fault(at, "step \"" + value + "\"; expected 1-" + (high - low));
      }
      return step;
    }

    private int value(String value, int at) {
      int named = value.isEmpty() ? -1 : List.of(names.split(" ")).indexOf(upperCase(value));
      int number = named < 0 ? number(value) : named + low;
      if (number < low || number > high) {
        throw fault(at, "\"" + value + "\" as " + label + "; expected " + expected());
      }
      return number;
    }

    private static String upperCase(String value) {
      return value.toUpperCase(Locale.ROOT);
    }

    /** The number, or −1 where the text is none of at most four digits. */
    private int number(String value) {
      return value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : -1;
    }

    private long bits(int from, int to, int step) {
      return IntStream.rangeClosed(from, to)
          .filter(value -> (value - from) % step == 0)
          .map(value -> CronField.this == DAY_OF_WEEK ? value % 7 : value)
          .mapToLong(value -> 1L << value)
          .reduce(0, (all, bit) -> all | bit);
    }

    private InvalidCronException fault(int at, String what) {
      return new InvalidCronException(expression, at, what);
    }
  }
}
