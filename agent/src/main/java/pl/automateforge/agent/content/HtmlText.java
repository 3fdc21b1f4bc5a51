package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/**
 * Collects the text of HTML as it would be read: white space collapsed, blocks on lines of their
 * own, and what cannot be seen apart.
 */
final class HtmlText {
  private static final String CELL = " | ";

  private final int limit;
  private final StringBuilder hidden = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();
  private StringBuilder run = new StringBuilder();
  private Kind kind = Kind.BODY;
  private int length;
  private int newlines = 2;
  private boolean space;
  private String prefix = "";

  HtmlText(int limit) {
    this.limit = limit;
  }

  boolean isFull() {
    return length >= limit;
  }

  /** From here on the text is of this kind. */
  void turnTo(Kind next) {
    if (next != kind) {
      endRun();
      kind = next;
    }
  }

  private void endRun() {
    String text = TextSplitter.trimmed(run.toString());
    if (!text.isEmpty()) {
      parts.add(new Part(kind, text));
    }
    run = new StringBuilder();
    newlines = 2;
    space = false;
  }

  void text(String text, boolean preformatted) {
    for (int i = 0; i < text.length() && !isFull(); i++) {
      char c = text.charAt(i);
      if (preformatted && c == '\n') {
        lineBreak();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        if (preformatted) {
          write(' ');
        }
        space = !preformatted;
      } else {
        write(c);
      }
    }
  }

  private void write(char c) {
    if (!prefix.isEmpty()) {
      append(prefix);
      prefix = "";
    } else if (space && newlines == 0) {
      append(" ");
    }
    space = false;
    newlines = 0;
    run.append(c);
    length++;
  }

  private void append(String text) {
    run.append(text);
    length += text.length();
  }

  /** Ends the line, even an empty one. */
  void lineBreak() {
    space = false;
    prefix = prefix.equals(CELL) ? "" : prefix;
    if (newlines < 2 && !isFull()) {
      append("\n");
      newlines++;
    }
  }

  /** Begins a line unless one has just begun. */
  void startLine() {
    space = false;
    if (newlines == 0) {
      lineBreak();
    }
  }

  /** Begins a line after an empty one. */
  void startParagraph() {
    startLine();
    if (newlines < 2 && prefix.isEmpty()) {
      lineBreak();
    }
  }

  /** What the next text on a new line begins with. */
  void startItem(String mark) {
    startLine();
    prefix = mark;
  }

  /** Sets cells of a row apart; what opens a line needs nothing before it. */
  void startCell() {
    if (newlines == 0) {
      prefix = CELL;
    }
  }

  void hidden(String text) {
    if (!text.isBlank() && hidden.length() < limit) {
      if (!hidden.isEmpty() && !Character.isWhitespace(hidden.charAt(hidden.length() - 1))) {
        hidden.append(' ');
      }
      hidden.append(text.strip());
    }
  }

  /** A run of hidden text ends here. */
  void endHidden() {
    if (!hidden.isEmpty() && hidden.charAt(hidden.length() - 1) != '\n') {
      hidden.append('\n');
    }
  }

  List<Part> parts() {
    endRun();
    return parts;
  }

  String hidden() {
    return hidden.toString().strip();
  }
}
