package pl.automateforge.agent.content;

import java.util.Map;

/** The lines of an invitation that a person would read. */
final class CalendarText {
  private static final Map<String, String> LABELS =
      Map.of(
          "METHOD", "Method",
          "SUMMARY", "Summary",
          "DTSTART", "Start",
          "DTEND", "End",
          "LOCATION", "Location",
          "ORGANIZER", "Organizer",
          "ATTENDEE", "Attendee",
          "STATUS", "Status",
          "RRULE", "Repeats",
          "DESCRIPTION", "Description");

  private CalendarText() {}

  static String of(String calendar) {
    String unfolded = calendar.replace("\r", "").replace("\n ", "").replace("\n\t", "");
    var text = new StringBuilder();
    boolean inZone = false;
    for (String line : unfolded.split("\n", -1)) {
      inZone = line.equals("BEGIN:VTIMEZONE") || (inZone && !line.equals("END:VTIMEZONE"));
      int colon = line.indexOf(':');
      if (!inZone && colon > 0) {
        add(text, line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String property, String value) {
    int parameters = property.indexOf(';');
    String name = parameters < 0 ? property : property.substring(0, parameters);
    String label = LABELS.get(name);
    if (label != null && !value.isBlank()) {
      text.append(label).append(": ").append(unescape(value)).append('\n');
    }
  }

  private static String unescape(String value) {
    return value
        .replace("\\n", "\n")
        .replace("\\N", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\");
  }
}
