package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** Splits text into what its sender wrote, what they quoted, and their signature. */
final class TextSplitter {
  private TextSplitter() {}

  /** Parts in reading order; blank ones are left out. */
  static List<Part> split(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    Kind[] kinds = new Kind[lines.size()];
    Arrays.fill(kinds, Kind.BODY);
    markQuotes(lines, kinds);
    closeGaps(lines, kinds);
    markSignatures(lines, kinds);
    return parts(lines, kinds);
  }

  private static void markQuotes(List<String> lines, Kind[] kinds) {
    int i = 0;
    while (i < kinds.length) {
      if (Replies.isQuoted(lines.get(i))) {
        kinds[i++] = Kind.QUOTED;
        continue;
      }
      if (Replies.isSeparator(lines, i)) {
        Arrays.fill(kinds, i, kinds.length, Kind.QUOTED);
        return;
      }
      int introduction = Replies.attribution(lines, i);
      if (introduction > 0) {
        int next = firstFilled(lines, i + introduction);
        boolean marked = next < kinds.length && Replies.isQuoted(lines.get(next));
        if (marked) {
          Arrays.fill(kinds, i, next, Kind.QUOTED);
        } else if (Replies.isDated(lines, i, introduction)) {
          Arrays.fill(kinds, i, kinds.length, Kind.QUOTED);
          return;
        }
      }
      i += Math.max(1, introduction);
    }
  }

  /** Empty lines between two quoted ones belong to the quotation. */
  private static void closeGaps(List<String> lines, Kind[] kinds) {
    int lastQuoted = -1;
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == Kind.QUOTED) {
        if (lastQuoted >= 0) {
          Arrays.fill(kinds, lastQuoted, i, Kind.QUOTED);
        }
        lastQuoted = i;
      } else if (!lines.get(i).isBlank()) {
        lastQuoted = -1;
      }
    }
  }

  private static int firstFilled(List<String> lines, int from) {
    int i = from;
    while (i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    return i;
  }

  private static void markSignatures(List<String> lines, Kind[] kinds) {
    int from = 0;
    boolean written = false;
    while (from < kinds.length) {
      if (kinds[from] != Kind.BODY) {
        from++;
        continue;
      }
      int to = from;
      while (to < kinds.length && kinds[to] == Kind.BODY) {
        to++;
      }
      int start = Signatures.start(lines, from, to);
      written |= firstFilled(lines.subList(from, start), 0) < start - from;
      // a greeting that is the whole message is no signature under one
      if (written) {
        Arrays.fill(kinds, start, to, Kind.SIGNATURE);
      }
      from = to;
    }
  }

  private static List<Part> parts(List<String> lines, Kind[] kinds) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < kinds.length) {
      Kind kind = kinds[from];
      int to = from + 1;
      while (to < kinds.length && kinds[to] == kind) {
        to++;
      }
      String text = trimmed(String.join("\n", lines.subList(from, to)));
      if (!text.isEmpty()) {
        parts.add(new Part(kind, text));
      }
      from = to;
    }
    return parts;
  }

  /** Without blank lines around it; the indentation of the first line stays. */
  static String trimmed(String text) {
    int from = 0;
    int lineStart = 0;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      if (text.charAt(from) == '\n') {
        lineStart = from + 1;
      }
      from++;
    }
    return from == text.length() ? "" : text.substring(lineStart).stripTrailing();
  }
}
