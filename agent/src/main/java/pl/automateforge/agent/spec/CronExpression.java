package pl.automateforge.agent.spec;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week. Lists, ranges,
 * steps and English names are read; in the day of week 0 and 7 are Sunday. Where both day fields
 * are restricted, a day that fits either is due; a field that begins with a star restricts nothing
 * in this sense, as in Vixie cron. Nicknames such as {@code @daily}, seconds, and the letters of
 * other dialects (L, W, #, ?) are refused. Immutable.
 */
public final class CronExpression implements LocalRule {
  private static final String FIVE =
      "; expected five fields: minute, hour, day of month, month, day of week";

  private static final int MAX_LENGTH = 256;

  /** 29 February on a given weekday comes at the latest after 40 years, around 2100. */
  private static final int SEARCH_YEARS = 41;

  private final String text;
  private final long minutes;
  private final long hours;
  private final long daysOfMonth;
  private final long months;
  private final long daysOfWeek;
  private final boolean eitherDay;

  private CronExpression(String text, Map<CronField, String> fields, Map<CronField, Long> values) {
    this.text = text;
    this.minutes = values.getOrDefault(CronField.MINUTE, 0L);
    this.hours = values.getOrDefault(CronField.HOUR, 0L);
    this.daysOfMonth = values.getOrDefault(CronField.DAY_OF_MONTH, 0L);
    this.months = values.getOrDefault(CronField.MONTH, 0L);
    this.daysOfWeek = values.getOrDefault(CronField.DAY_OF_WEEK, 0L);
    this.eitherDay =
        restricts(fields.get(CronField.DAY_OF_MONTH))
            && restricts(fields.get(CronField.DAY_OF_WEEK));
  }

  private static boolean restricts(@Nullable String field) {
    return field != null && !field.startsWith("*");
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidCronException where it cannot be read, with the place and what was expected
   */
  public static CronExpression parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidCronException(
          text.substring(0, 40) + "…", MAX_LENGTH, "expected at most " + MAX_LENGTH);
    }
    Map<CronField, String> fields = new EnumMap<>(CronField.class);
    Map<CronField, Long> values = new EnumMap<>(CronField.class);
    int at = 0;
    for (CronField field : CronField.values()) {
      at = skip(text, at, true);
      int end = skip(text, at, false);
      if (at == end) {
        throw new InvalidCronException(text, at + 1, "expected " + field.label() + FIVE);
      }
      fields.put(field, text.substring(at, end));
      values.put(field, field.read(text, text.substring(at, end), at + 1));
      at = end;
    }
    at = skip(text, at, true);
    if (at < text.length()) {
      throw new InvalidCronException(text, at + 1, "a sixth field" + FIVE);
    }
    return new CronExpression(text, fields, values);
  }

  private static int skip(String text, int from, boolean blanks) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t') == blanks) {
      at++;
    }
    return at;
  }

  /** Whether any day fits: 30 February never comes. */
  public boolean satisfiable() {
    if (eitherDay) {
      return true;
    }
    int earliest = Long.numberOfTrailingZeros(daysOfMonth);
    for (Month month : Month.values()) {
      if (has(months, month.getValue()) && earliest <= month.maxLength()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable LocalDateTime next(LocalDateTime after) {
    LocalDateTime earliest = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate day = earliest.toLocalDate();
    LocalDate last = day.plusYears(SEARCH_YEARS);
    LocalTime from = earliest.toLocalTime();
    while (!day.isAfter(last)) {
      LocalTime time = startsOn(day) ? firstTime(from) : null;
      if (time != null) {
        return day.atTime(time);
      }
      day = has(months, day.getMonthValue()) ? day.plusDays(1) : firstOfNextMonth(day);
      from = LocalTime.MIDNIGHT;
    }
    return null;
  }

  private static LocalDate firstOfNextMonth(LocalDate day) {
    return day.withDayOfMonth(1).plusMonths(1);
  }

  /** The first time of a due day that is not before {@code from}. */
  private @Nullable LocalTime firstTime(LocalTime from) {
    long minutesLeft = minutes & (-1L << from.getMinute());
    if (has(hours, from.getHour()) && minutesLeft != 0) {
      return LocalTime.of(from.getHour(), Long.numberOfTrailingZeros(minutesLeft));
    }
    long hoursLeft = hours & (-1L << (from.getHour() + 1));
    return hoursLeft == 0
        ? null
        : LocalTime.of(Long.numberOfTrailingZeros(hoursLeft), Long.numberOfTrailingZeros(minutes));
  }

  @Override
  public boolean active(LocalDateTime time) {
    return true;
  }

  @Override
  public boolean startsOn(LocalDate day) {
    boolean ofMonth = has(daysOfMonth, day.getDayOfMonth());
    boolean ofWeek = has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
    return has(months, day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  @Override
  public Duration first() {
    return Duration.ofHours(Long.numberOfTrailingZeros(hours))
        .plusMinutes(Long.numberOfTrailingZeros(minutes));
  }

  @Override
  public Duration last() {
    return Duration.ofHours(highest(hours)).plusMinutes(highest(minutes));
  }

  @Override
  public @Nullable Pause longestPause() {
    Pause longest = null;
    Duration before = first();
    LocalTime time = LocalTime.MIDNIGHT.plus(before);
    while (!before.equals(last())) {
      time = firstTime(time.plusMinutes(1));
      if (time == null) {
        break;
      }
      Pause pause = new Pause(before, Duration.ofSeconds(time.toSecondOfDay()));
      if (longest == null || pause.length().compareTo(longest.length()) > 0) {
        longest = pause;
      }
      before = pause.to();
    }
    return longest;
  }

  @Override
  public int representativeDays() {
    boolean weekly =
        months == CronField.MONTH.all()
            && (daysOfMonth == CronField.DAY_OF_MONTH.all() && !eitherDay);
    return weekly ? 15 : SEARCH_YEARS * 366;
  }

  private static int highest(long values) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(values);
  }

  private static boolean has(long values, int value) {
    return (values >>> value & 1) == 1;
  }

  /** The expression as written. */
  @Override
  public String toString() {
    return text;
  }
}
