package pl.automateforge.agent.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The Date header, in any order and with any zone that mail programs wrote in forty years. */
final class MailDates {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int MAX_LENGTH = 120;
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final Map<String, Integer> HOURS =
      Map.ofEntries(
          Map.entry("est", -5),
          Map.entry("edt", -4),
          Map.entry("cst", -6),
          Map.entry("cdt", -5),
          Map.entry("mst", -7),
          Map.entry("mdt", -6),
          Map.entry("pst", -8),
          Map.entry("pdt", -7),
          Map.entry("cet", 1),
          Map.entry("met", 1),
          Map.entry("mez", 1),
          Map.entry("cest", 2),
          Map.entry("mest", 2),
          Map.entry("eet", 2),
          Map.entry("eest", 3),
          Map.entry("bst", 1),
          Map.entry("msk", 3),
          Map.entry("jst", 9));

  private int day;
  private int month;
  private int year = -1;
  private @Nullable LocalTime time;
  private int offsetMinutes;

  private MailDates() {}

  /** Null where it cannot be read. */
  static @Nullable Instant parse(String header) {
    if (header.length() > MAX_LENGTH) {
      return null;
    }
    try {
      if (header.length() >= 19 && header.charAt(4) == '-' && header.indexOf('T') == 10) {
        return OffsetDateTime.parse(header).toInstant();
      }
      Instant instant = new MailDates().read(header);
      boolean plausible =
          instant != null && instant.isAfter(Instant.EPOCH) && instant.isBefore(LATEST);
      return plausible ? instant : null;
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private @Nullable Instant read(String header) {
    int comment = header.indexOf('(');
    String text = comment < 0 ? header : header.substring(0, comment);
    var words = new StringTokenizer(text, " ,\t-", true);
    boolean minus = false;
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (word.equals("-")) {
        minus = true;
      } else if (!word.isBlank() && !word.equals(",")) {
        take(Ascii.lower(word), minus && time != null);
        minus = false;
      } else {
        minus = false;
      }
    }
    LocalTime clock = time;
    if (day == 0 || month == 0 || year < 0 || clock == null) {
      return null;
    }
    return LocalDate.of(fullYear(), month, day)
        .atTime(clock)
        .minusMinutes(offsetMinutes)
        .toInstant(ZoneOffset.UTC);
  }

  private void take(String word, boolean minus) {
    if (word.indexOf(':') > 0) {
      time = time(word);
    } else if (word.charAt(0) == '+' || (minus && isNumber(word) && word.length() == 4)) {
      offsetMinutes = minutes(word.replace("+", "")) * (minus ? -1 : 1);
    } else if (isNumber(word)) {
      number(word);
    } else if (month == 0 && word.length() >= 3 && MONTHS.indexOf(word.substring(0, 3)) % 3 == 0) {
      month = MONTHS.indexOf(word.substring(0, 3)) / 3 + 1;
    } else if (HOURS.containsKey(word)) {
      offsetMinutes = HOURS.getOrDefault(word, 0) * 60;
    }
  }

  /** Some programs write zones that are nowhere, such as -1900. */
  private static int minutes(String offset) {
    int number = offset.length() > 4 ? 0 : Integer.parseInt(offset);
    return number / 100 * 60 + number % 100;
  }

  private void number(String word) {
    if (day == 0 && word.length() <= 2) {
      day = Integer.parseInt(word);
    } else if (year < 0 && word.length() <= 4) {
      year = Integer.parseInt(word);
    }
  }

  private static LocalTime time(String word) {
    String[] parts = word.split("[:.]", -1);
    int second = parts.length < 3 ? 0 : Integer.parseInt(parts[2]);
    return LocalTime.of(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Math.min(59, second));
  }

  private int fullYear() {
    if (year < 50) {
      return 2000 + year;
    }
    return year < 200 ? 1900 + year : year;
  }

  private static boolean isNumber(String word) {
    return word.length() <= 9 && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
