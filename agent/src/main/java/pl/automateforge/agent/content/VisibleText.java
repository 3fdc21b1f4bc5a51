package pl.automateforge.agent.content;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** Lays the parts of a content out as one bounded text. */
final class VisibleText {
  /** Who gets room first. */
  private static final List<Kind> BY_WEIGHT = List.of(Kind.BODY, Kind.SIGNATURE, Kind.QUOTED);

  /** What the notes about hidden and left-out text need. */
  private static final int NOTES = 100;

  private final StringBuilder text = new StringBuilder();
  private final Map<Kind, Integer> left = new EnumMap<>(Kind.class);
  private int leftOut;

  VisibleText(Content content, int max) {
    String hidden = hiddenNote(content);
    int all = hidden.length() + 1;
    for (Part part : content.parts()) {
      all += part.kind() == Kind.HIDDEN ? 0 : marked(part).length() + 1;
    }
    boolean fits = all - 2 <= max;
    share(content, fits ? all : Math.max(max / 2, max - NOTES));
    for (Part part : content.parts()) {
      if (part.kind() != Kind.HIDDEN) {
        add(part);
      }
    }
    if (!hidden.isEmpty()) {
      startLine();
      text.append(hidden);
    }
    if (leftOut > 0) {
      startLine();
      text.append("[… ").append(leftOut).append(" more characters]");
    }
    if (text.length() > max) {
      text.setLength(Ascii.cut(text.toString(), Math.max(0, max)).length());
    }
  }

  private static String hiddenNote(Content content) {
    int hidden = content.text(Kind.HIDDEN).length();
    return hidden == 0 ? "" : "[hidden text left out: " + hidden + " characters]";
  }

  private void share(Content content, int room) {
    int rest = room;
    for (Kind kind : BY_WEIGHT) {
      int wanted = 0;
      for (Part part : content.parts()) {
        wanted += part.kind() == kind ? marked(part).length() + 1 : 0;
      }
      int given = Math.min(wanted, rest);
      left.put(kind, given);
      rest -= given;
    }
  }

  private void add(Part part) {
    String marked = marked(part);
    int room = left.getOrDefault(part.kind(), 0);
    String kept = Ascii.cut(marked, room);
    left.put(part.kind(), Math.max(0, room - kept.length() - 1));
    leftOut += marked.length() - kept.length();
    if (!kept.isEmpty()) {
      startLine();
      text.append(kept);
    }
  }

  private void startLine() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private static String marked(Part part) {
    return switch (part.kind()) {
      case BODY, HIDDEN -> part.text();
      case SIGNATURE -> part.text().startsWith("--") ? part.text() : "-- \n" + part.text();
      case QUOTED -> quoted(part.text());
    };
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 64);
    for (String line : text.split("\n", -1)) {
      quoted
          .append(quoted.isEmpty() ? "" : "\n")
          .append(line.startsWith(">") ? "" : "> ")
          .append(line);
    }
    return quoted.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
