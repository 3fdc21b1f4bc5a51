package pl.automateforge.agent.source.folder;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that begins a message in an mbox: {@code From}, a sender, and a date as {@code asctime}
 * writes it, here and there with a zone. A line of text that begins with the word is told from it
 * by the date.
 */
final class FromLine {
  /** Longer ones are text. */
  static final int MAX_BYTES = 320;

  private static final byte[] START = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2})?");
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d{2}");
  private static final Pattern DAY = Pattern.compile("[0-3]?\\d");
  private static final Pattern OFFSET = Pattern.compile("[+-]\\d{4}");
  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private FromLine() {}

  static boolean startsLike(byte[] line, int length) {
    return length >= START.length && Arrays.equals(line, 0, START.length, START, 0, START.length);
  }

  /** The line's date; null where the line is no separator. */
  static @Nullable Instant date(byte[] line, int length) {
    if (!startsLike(line, length)) {
      return null;
    }
    String[] words = SPACES.split(new String(line, 0, length, StandardCharsets.ISO_8859_1).strip());
    for (int i = 1; i < words.length; i++) {
      if (WEEKDAYS.contains(abbreviation(words[i]))) {
        Instant date = dateAt(words, i + 1);
        if (date != null) {
          return date;
        }
      }
    }
    return null;
  }

  /** Reads day, month, time, year and zone in the orders that mail programs write. */
  private static @Nullable Instant dateAt(String[] words, int from) {
    int month = 0;
    int day = 0;
    int year = 0;
    String time = null;
    ZoneOffset offset = ZoneOffset.UTC;
    for (int i = from; i < words.length && i < from + 7; i++) {
      String word = words[i];
      if (month == 0 && MONTHS.contains(abbreviation(word))) {
        month = MONTHS.indexOf(abbreviation(word)) + 1;
      } else if (day == 0 && DAY.matcher(word).matches()) {
        day = Integer.parseInt(word);
      } else if (time == null && TIME.matcher(word).matches()) {
        time = word;
      } else if (year == 0 && YEAR.matcher(word).matches()) {
        year = Integer.parseInt(word);
      } else if (OFFSET.matcher(word).matches()) {
        offset = offset(word);
      }
    }
    return month == 0 || day == 0 || year == 0 || time == null
        ? null
        : instant(year, month, day, time, offset);
  }

  private static @Nullable Instant instant(
      int year, int month, int day, String time, ZoneOffset offset) {
    String[] parts = time.split(":", -1);
    try {
      LocalTime clock =
          LocalTime.of(
              Integer.parseInt(parts[0]),
              Integer.parseInt(parts[1]),
              parts.length < 3 ? 0 : Math.min(59, Integer.parseInt(parts[2])));
      return LocalDate.of(year, month, day).atTime(clock).toInstant(offset);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZoneOffset offset(String word) {
    try {
      return ZoneOffset.of(word);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static String abbreviation(String word) {
    return word.length() < 3 ? "" : word.substring(0, 3).toLowerCase(Locale.ROOT);
  }
}
