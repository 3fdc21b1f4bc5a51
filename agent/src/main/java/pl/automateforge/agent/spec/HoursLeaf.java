package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hours of a day such as {@code 06:00-22:00}. */
final class HoursLeaf implements Leaf {
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
  private static final Pattern HOURS =
      Pattern.compile("(?<from>" + TIME + ")-(?<to>" + TIME + "|24:00)");

  @Override
  public boolean reads(Part part) {
    return part.raw().equals(Schedule.Hours.class);
  }

  @Override
  public String expected(Part part) {
    return "hours such as \"06:00-22:00\", \"00:00-24:00\" or, over midnight, \"22:00-06:00\"";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    Matcher hours = HOURS.matcher(scalar.text());
    if (!hours.matches()) {
      throw new UnfitException(Words.quote(scalar.text()) + " are not hours");
    }
    String from = hours.group("from");
    String to = hours.group("to");
    if (from.equals(to)) {
      throw new UnfitException(
          Words.quote(scalar.text())
              + " is no time or a whole day; write \"00:00-24:00\" for a"
              + " whole day");
    }
    LocalTime end = to.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(to);
    Schedule.Hours value = new Schedule.Hours(LocalTime.parse(from), end);
    return new Value(value, value.toString());
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", "^" + TIME + "-(?:" + TIME + "|24:00)$");
  }
}
