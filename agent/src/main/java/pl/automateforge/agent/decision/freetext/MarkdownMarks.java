package pl.automateforge.agent.decision.freetext;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes the links and images of Markdown out of a text: an image becomes its text, a link its text
 * and its address, and what a reference would be looked up by is no definition any more.
 */
final class MarkdownMarks {
  /** Stands for a character that was taken out; no text that comes in here holds one. */
  private static final char GONE = '\uFFFF';

  private final String text;
  private final StringBuilder out;
  private final Deque<Opened> opened = new ArrayDeque<>();
  private int closes = -1;
  private int ends = -1;

  private MarkdownMarks(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 16);
  }

  /**
   * A bracket that was opened.
   *
   * @param at its place in what is written
   */
  private record Opened(int at, boolean image) {}

  static String removed(String text) {
    return text.indexOf(']') < 0 ? text : new MarkdownMarks(text).removed();
  }

  /** The text with whatever could be a link or an image parted. */
  static String parted(String text) {
    return text.replace("](", "] (").replace("][", "] [").replace("]:", "] :");
  }

  private String removed() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '[') {
        boolean image = !out.isEmpty() && out.charAt(out.length() - 1) == '!';
        opened.push(new Opened(out.length(), image));
        out.append(c);
        i++;
      } else if (c == ']' && !opened.isEmpty()) {
        i = close(i);
      } else {
        out.append(c);
        i++;
      }
    }
    return out.indexOf(String.valueOf(GONE)) < 0
        ? out.toString()
        : out.toString().replace(String.valueOf(GONE), "");
  }

  /** Deals with a closing bracket; where to go on. */
  private int close(int at) {
    Opened bracket = opened.pop();
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '(') {
      closes = next(')', at + 1, closes);
      if (closes < text.length()) {
        return bracket.image() ? image(bracket, closes + 1) : link(bracket, at + 1);
      }
    }
    if (next == '[') {
      ends = next(']', at + 2, ends);
      if (bracket.image() && ends < text.length()) {
        return image(bracket, ends + 1);
      }
      out.append("] ");
      return at + 1;
    }
    if (next == ':') {
      out.setCharAt(bracket.at(), GONE);
      return at + 1;
    }
    out.append(']');
    return at + 1;
  }

  /** The address stays, to be read, and is looked at like any other. */
  private int link(Opened bracket, int address) {
    out.setCharAt(bracket.at(), GONE);
    out.append(' ');
    return address;
  }

  private int image(Opened bracket, int after) {
    out.setCharAt(bracket.at(), GONE);
    out.setCharAt(bracket.at() - 1, GONE);
    if (out.length() == bracket.at() + 1) {
      out.append(' ');
    }
    return after;
  }

  private int next(char sign, int from, int known) {
    if (known >= from) {
      return known;
    }
    int found = text.indexOf(sign, from);
    return found < 0 ? text.length() : found;
  }
}
