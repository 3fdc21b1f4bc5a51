package pl.automateforge.agent.run;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody as others write of them: an address, a name or a number. Case, spaces and separators
 * make no difference, numbers are compared by their digits, and a word is meant whole: Ala is not
 * Alamo. Never printed.
 */
public final class Person implements Predicate<String> {
  /** How many letters and digits tell a person from everybody. */
  public static final int SHORTEST = 3;

  /** A name of more is somebody's text, not somebody. */
  private static final int LONGEST = 200;

  private static final Pattern RUN = Pattern.compile("[\\p{L}\\p{M}]+|\\p{Nd}+");

  /** Between words: a space, a line's end with a mark of quotation, a dot, a hyphen. */
  private static final String BETWEEN = "[^\\p{L}\\p{M}\\p{N}]{0,6}";

  private static final String BETWEEN_DIGITS = "[^\\p{L}\\p{M}\\p{N}]{0,3}";
  private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])";
  private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{M}\\p{N}])";
  private static final String NO_DIGIT_BEFORE = "(?<!\\p{Nd})";
  private static final String NO_DIGIT_AFTER = "(?!\\p{Nd})";

  /** A phone's number is written with its country and without. */
  private static final String COUNTRY = "(?:(?:\\+|00)\\p{Nd}{1,3}" + BETWEEN_DIGITS + ")?";

  private static final Pattern POLISH = Pattern.compile("\\s*(?:\\+|00)\\s*48(.*)");

  private final Pattern pattern;

  private Person(Pattern pattern) {
    this.pattern = pattern;
  }

  /** As somebody gave it; empty where that is too little to tell anybody, or too much. */
  public static Optional<Person> of(String given) {
    String written = normal(given);
    List<String> runs = runs(written);
    long signs = runs.stream().mapToLong(String::length).sum();
    if (signs < SHORTEST || given.length() > LONGEST) {
      return Optional.empty();
    }
    boolean number = runs.stream().allMatch(Person::digits);
    Matcher polish = POLISH.matcher(written);
    String meant =
        number && polish.matches() && runs(polish.group(1)).size() > 0 ? polish.group(1) : written;
    String words = runs(meant).stream().map(Person::one).collect(Collectors.joining(BETWEEN));
    return Optional.of(
        new Person(
            Pattern.compile(
                before(runs(meant), number) + words + after(runs(meant)),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
  }

  private static String before(List<String> runs, boolean number) {
    if (number) {
      return NO_DIGIT_BEFORE + COUNTRY;
    }
    return digits(runs.getFirst()) ? NO_DIGIT_BEFORE : NO_WORD_BEFORE;
  }

  private static String after(List<String> runs) {
    return digits(runs.getLast()) ? NO_DIGIT_AFTER : NO_WORD_AFTER;
  }

  private static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    Matcher matcher = RUN.matcher(text);
    while (matcher.find()) {
      runs.add(matcher.group());
    }
    return runs;
  }

  private static boolean digits(String run) {
    return Character.isDigit(run.charAt(0));
  }

  private static String one(String run) {
    return digits(run)
        ? run.chars().mapToObj(Character::toString).collect(Collectors.joining(BETWEEN_DIGITS))
        : Pattern.quote(run);
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Whether a text mentions them. */
  @Override
  public boolean test(String text) {
    return !text.isEmpty() && pattern.matcher(normal(text)).find();
  }

  @Override
  public String toString() {
    return "Person[****]";
  }
}
