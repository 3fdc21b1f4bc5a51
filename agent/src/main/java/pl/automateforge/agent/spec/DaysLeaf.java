package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Days of the week such as {@code mon-fri} or {@code mon,wed}. */
final class DaysLeaf implements Leaf {
  private static final List<String> NAMES =
      Arrays.stream(DayOfWeek.values()).map(DaysLeaf::name).toList();
  private static final String DAY = "(?:" + String.join("|", NAMES) + ")";
  private static final String RANGE = DAY + "(?:-" + DAY + ")?";
  private static final Pattern DAYS = Pattern.compile(RANGE + "(?:, ?" + RANGE + ")*");

  @Override
  public boolean reads(Part part) {
    return part.raw().equals(Set.class);
  }

  @Override
  public String expected(Part part) {
    return "days such as mon-fri, \"mon,wed\" or mon-sun";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    if (!DAYS.matcher(scalar.text()).matches()) {
      throw new UnfitException(Words.quote(scalar.text()) + " are not days");
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String range : scalar.text().split(", ?", -1)) {
      String[] ends = range.split("-", -1);
      DayOfWeek last = day(ends[ends.length - 1]);
      DayOfWeek day = day(ends[0]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return new Value(days, days.stream().map(DaysLeaf::name).toList());
  }

  @Override
  public String hint(String text, Part part) {
    return Words.didYouMean(text, List.of("mon-fri", "mon-sun", "sat,sun"));
  }

  private static DayOfWeek day(String name) {
    return DayOfWeek.of(NAMES.indexOf(name) + 1);
  }

  private static String name(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", "^" + DAYS.pattern() + "$");
  }
}
