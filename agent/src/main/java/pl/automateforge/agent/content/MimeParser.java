package pl.automateforge.agent.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a tree of parts, within a budget. Bodies are not copied: a part is a range of the
 * message's bytes, except in a message that was itself encoded. What breaks the rules is read as a
 * person's mail program would: a multipart without its boundary is text, one that never ends, ends
 * with its parent.
 */
final class MimeParser {
  private static final ParameterizedValue PLAIN = ParameterizedValue.parse("text/plain");
  private static final ParameterizedValue MESSAGE = ParameterizedValue.parse("message/rfc822");
  private static final int MAX_GUESSED_BOUNDARY = 300;

  private final Budget budget;

  MimeParser(Budget budget) {
    this.budget = budget;
  }

  Entity parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length, 0, PLAIN);
  }

  private Entity parse(byte[] bytes, int from, int to, int depth, ParameterizedValue otherwise) {
    Headers headers = Headers.parse(bytes, from, to, budget.headersLeft());
    budget.takeHeaders(headers.count(), headers.more());
    ParameterizedValue type = type(headers, otherwise);
    int body = headers.bodyStart();
    if (type.value().startsWith("multipart/")) {
      return multipart(bytes, headers, type, body, to, depth);
    }
    if (isMessage(type)) {
      return message(bytes, headers, type, body, to, depth);
    }
    return new Entity(bytes, headers, type, body, to, List.of());
  }

  static boolean isMessage(ParameterizedValue type) {
    return type.value().equals("message/rfc822") || type.value().equals("message/global");
  }

  private static ParameterizedValue type(Headers headers, ParameterizedValue otherwise) {
    String header = headers.first("content-type");
    if (header == null) {
      return otherwise;
    }
    ParameterizedValue type = ParameterizedValue.parse(header);
    boolean isType = type.value().indexOf('/') > 0 && type.value().length() <= 100;
    return isType ? type : new ParameterizedValue("text/plain", type.parameters());
  }

  private Entity multipart(
      byte[] bytes, Headers headers, ParameterizedValue type, int from, int to, int depth) {
    if (tooDeep(depth)) {
      return new Entity(bytes, headers, type, from, to, List.of());
    }
    byte[] boundary = boundary(type, bytes, from, to);
    Delimiter first = boundary == null ? null : next(bytes, from, to, boundary);
    if (boundary == null || first == null) {
      return withoutBoundary(bytes, headers, type, from, to, depth);
    }
    ParameterizedValue inner = type.value().equals("multipart/digest") ? MESSAGE : PLAIN;
    List<Entity> children = new ArrayList<>();
    Delimiter open = first;
    while (!open.closes() && budget.takePart() && !budget.timeIsUp()) {
      Delimiter close = next(bytes, open.end(), to, boundary);
      int end = close == null ? to : close.bodyEnd();
      children.add(parse(bytes, open.end(), Math.max(open.end(), end), depth + 1, inner));
      if (close == null) {
        budget.note("a multipart that never ends");
        break;
      }
      open = close;
    }
    if (children.isEmpty()) {
      return new Entity(bytes, headers, PLAIN, to, to, children);
    }
    return new Entity(bytes, headers, type, from, to, children);
  }

  /**
   * A multipart may not be encoded; where it is all the same, its parts lie in the decoded bytes.
   */
  private Entity withoutBoundary(
      byte[] bytes, Headers headers, ParameterizedValue type, int from, int to, int depth) {
    TransferEncoding encoding = TransferEncoding.of(headers.first("content-transfer-encoding"));
    boolean encoded =
        encoding == TransferEncoding.BASE64 || encoding == TransferEncoding.QUOTED_PRINTABLE;
    if (encoded && depth == 0) {
      byte[] decoded = encoding.decode(bytes, from, to, to - from);
      byte[] boundary = boundary(type, decoded, 0, decoded.length);
      if (boundary != null && next(decoded, 0, decoded.length, boundary) != null) {
        budget.note("an encoded multipart");
        Headers none = Headers.none(decoded, 0);
        Entity inner = multipart(decoded, none, type, 0, decoded.length, depth + 1);
        return new Entity(bytes, headers, type, from, to, inner.children());
      }
    }
    if (!Ascii.isBlank(bytes, from, to)) {
      budget.note("a multipart without its boundary, read as text");
    }
    return new Entity(bytes, headers, PLAIN, from, to, List.of());
  }

  private Entity message(
      byte[] bytes, Headers headers, ParameterizedValue type, int from, int to, int depth) {
    if (tooDeep(depth) || !budget.takePart()) {
      return new Entity(bytes, headers, type, from, to, List.of());
    }
    TransferEncoding encoding = TransferEncoding.of(headers.first("content-transfer-encoding"));
    Entity inner =
        switch (encoding) {
          case IDENTITY, UNKNOWN -> parse(bytes, from, to, depth + 1, PLAIN);
          case BASE64, QUOTED_PRINTABLE -> {
            byte[] decoded = encoding.decode(bytes, from, to, to - from);
            yield parse(decoded, 0, decoded.length, depth + 1, PLAIN);
          }
        };
    return new Entity(bytes, headers, type, from, to, List.of(inner));
  }

  private boolean tooDeep(int depth) {
    boolean tooDeep = depth >= budget.limits().depth();
    if (tooDeep) {
      budget.cut("parts lie more than " + depth + " deep; deeper ones are left out");
    }
    return tooDeep;
  }

  /** The boundary that the header names, else the first line that looks like one. */
  private static byte @Nullable [] boundary(
      ParameterizedValue type, byte[] bytes, int from, int to) {
    String named = type.parameter("boundary");
    if (named != null && !named.isBlank()) {
      return named.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    }
    int line = from;
    while (line < to) {
      int end = lineEnd(bytes, line, to);
      int length = contentEnd(bytes, line, end) - line;
      if (length > 4
          && length <= MAX_GUESSED_BOUNDARY
          && bytes[line] == '-'
          && bytes[line + 1] == '-') {
        return Arrays.copyOfRange(bytes, line + 2, line + length);
      }
      line = end;
    }
    return null;
  }

  /**
   * A line that parts parts.
   *
   * @param bodyEnd where the part before it ends: its own line end belongs to the delimiter
   * @param end where the next part begins
   */
  private record Delimiter(int bodyEnd, int end, boolean closes) {}

  private static @Nullable Delimiter next(byte[] bytes, int from, int to, byte[] boundary) {
    int line = from;
    while (line < to) {
      if (bytes[line] == '-' && startsWith(bytes, line, to, boundary)) {
        int after = line + 2 + boundary.length;
        boolean closes = after + 1 < to && bytes[after] == '-' && bytes[after + 1] == '-';
        int end = lineEnd(bytes, line, to);
        if (Ascii.isBlank(bytes, closes ? after + 2 : after, end)) {
          return new Delimiter(bodyEnd(bytes, from, line), end, closes);
        }
      }
      line = lineEnd(bytes, line, to);
    }
    return null;
  }

  private static boolean startsWith(byte[] bytes, int line, int to, byte[] boundary) {
    if (to - line < boundary.length + 2 || bytes[line + 1] != '-') {
      return false;
    }
    for (int i = 0; i < boundary.length; i++) {
      if (bytes[line + 2 + i] != boundary[i]) {
        return false;
      }
    }
    return true;
  }

  private static int bodyEnd(byte[] bytes, int from, int line) {
    int end = line;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
      if (end > from && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, to);
  }

  private static int contentEnd(byte[] bytes, int from, int end) {
    int i = end;
    while (i > from && bytes[i - 1] <= ' ' && bytes[i - 1] >= 0) {
      i--;
    }
    return i;
  }
}
