package pl.automateforge.agent.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a message or part: where they stand in its bytes, read when asked for. A
 * line that is no field is passed over where fields follow it, and begins the body where none do.
 */
final class Headers {
  /** A longer value is cut; no mail program writes one. */
  private static final int MAX_VALUE = 16 * 1024;

  private static final int MAX_NAME = 200;
  private static final int MAX_JUNK = 5;

  private final byte[] bytes;
  private int[] names = new int[32];
  private int[] colons = new int[32];
  private int[] ends = new int[32];
  private int count;
  private boolean more;
  private int bodyStart;

  private Headers(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads the fields from an offset on, at most so many. */
  static Headers parse(byte[] bytes, int from, int to, int limit) {
    var headers = new Headers(bytes);
    headers.bodyStart = headers.scan(from, to, limit);
    return headers;
  }

  /** No fields: everything is body. */
  static Headers none(byte[] bytes, int from) {
    return parse(bytes, from, from, 0);
  }

  int bodyStart() {
    return bodyStart;
  }

  int count() {
    return count;
  }

  /** Whether there were more fields than the limit. */
  boolean more() {
    return more;
  }

  /**
   * The first field of a name, given in lower case, unfolded; null where there is none. Each
   * character is one byte, as in ISO 8859-1: {@link EncodedWords} makes text of it.
   */
  @Nullable String first(String name) {
    int index = indexOf(name, 0);
    return index < 0 ? null : value(index);
  }

  boolean has(String name) {
    return indexOf(name, 0) >= 0;
  }

  /** All fields of a name, given in lower case, at most so many. */
  List<String> all(String name, int limit) {
    List<String> values = new ArrayList<>(1);
    int index = indexOf(name, 0);
    while (index >= 0 && values.size() < limit) {
      values.add(value(index));
      index = indexOf(name, index + 1);
    }
    return values;
  }

  private int indexOf(String name, int from) {
    for (int i = from; i < count; i++) {
      if (isName(i, name)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isName(int field, String name) {
    int start = names[field];
    int length = name.length();
    if (colons[field] - start < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (Ascii.lower(bytes[start + i]) != name.charAt(i)) {
        return false;
      }
    }
    return Ascii.isBlank(bytes, start + length, colons[field]);
  }

  private String value(int field) {
    int from = colons[field] + 1;
    int to = Math.min(ends[field], from + MAX_VALUE);
    byte[] unfolded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != '\r' && b != '\n') {
        unfolded[length++] = b;
      } else if (length > 0 && unfolded[length - 1] != ' ') {
        unfolded[length++] = ' ';
      }
    }
    return new String(unfolded, 0, length, StandardCharsets.ISO_8859_1).strip();
  }

  /** Returns where the body begins. */
  private int scan(int from, int to, int limit) {
    int position = from;
    boolean first = true;
    while (position < to) {
      int end = lineEnd(position, to);
      if (isEmpty(position, end)) {
        return end;
      }
      int colon = colonOf(position, end);
      if (isContinuation(position) && !first) {
        extend(end);
      } else if (colon >= 0) {
        add(position, colon, end, limit);
      } else if (!isJunkBeforeFields(position, end, to, first)) {
        return position;
      }
      first = false;
      position = end;
    }
    return to;
  }

  /**
   * A separator of an mbox that was left in, or a broken line with a field right after it, is no
   * body yet.
   */
  private boolean isJunkBeforeFields(int position, int end, int to, boolean first) {
    boolean from = startsWith(position, end, "From ") || startsWith(position, end, ">From ");
    if (first && from) {
      return true;
    }
    int next = end;
    for (int i = 0; i < MAX_JUNK && next < to && isContinuation(next); i++) {
      next = lineEnd(next, to);
    }
    return count > 0 && next < to && colonOf(next, lineEnd(next, to)) >= 0;
  }

  private boolean startsWith(int position, int end, String text) {
    if (end - position < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[position + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void extend(int end) {
    // beyond the limit a continuation belongs to a field that is not kept
    if (count > 0 && !more) {
      ends[count - 1] = end;
    }
  }

  private void add(int name, int colon, int end, int limit) {
    if (count >= limit) {
      more = true;
      return;
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      colons = Arrays.copyOf(colons, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    names[count] = name;
    colons[count] = colon;
    ends[count] = end;
    count++;
  }

  private int lineEnd(int position, int to) {
    int i = position;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, to);
  }

  private boolean isEmpty(int position, int end) {
    return bytes[position] == '\n'
        || (bytes[position] == '\r' && end - position == 2 && bytes[position + 1] == '\n');
  }

  private boolean isContinuation(int position) {
    return bytes[position] == ' ' || bytes[position] == '\t';
  }

  /** Where a field's name ends; -1 where the line is no field. */
  private int colonOf(int position, int end) {
    int limit = Math.min(end, position + MAX_NAME);
    int i = position;
    while (i < limit && bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':') {
      i++;
    }
    int nameEnd = i;
    while (i < limit && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return nameEnd > position && i < limit && bytes[i] == ':' ? i : -1;
  }
}
