package pl.automateforge.agent.content;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A header such as {@code Content-Type}: a value and parameters, read as mail programs write them:
 * unquoted blanks, missing semicolons at the end, encoded words where none belong, and the split
 * and encoded parameters of RFC 2231.
 *
 * @param value in lower case, without comments
 */
record ParameterizedValue(String value, Map<String, String> parameters) {
  private static final int MAX_PARAMETERS = 100;

  static ParameterizedValue parse(String header) {
    int end = header.indexOf(';');
    String value = end < 0 ? header : header.substring(0, end);
    int comment = value.indexOf('(');
    value = Ascii.lower((comment < 0 ? value : value.substring(0, comment)).strip());
    if (end < 0) {
      return new ParameterizedValue(value, Map.of());
    }
    return new ParameterizedValue(value, new Scanner(header, end + 1).parameters());
  }

  /** A parameter by its name in lower case, decoded; null where there is none. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  private static final class Scanner {
    private final String header;
    private int position;
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, Map<Integer, Segment>> split = new HashMap<>();

    Scanner(String header, int position) {
      this.header = header;
      this.position = position;
    }

    private record Segment(String text, boolean encoded) {}

    Map<String, String> parameters() {
      for (int i = 0; i < MAX_PARAMETERS && position < header.length(); i++) {
        next();
      }
      split.forEach((name, segments) -> plain.put(name, join(segments)));
      return plain;
    }

    private void next() {
      int equals = header.indexOf('=', position);
      int semicolon = header.indexOf(';', position);
      if (equals < 0) {
        position = header.length();
        return;
      }
      if (semicolon >= 0 && semicolon < equals) {
        position = semicolon + 1;
        return;
      }
      String name = Ascii.lower(header.substring(position, equals).strip());
      position = equals + 1;
      while (position < header.length() && Character.isWhitespace(header.charAt(position))) {
        position++;
      }
      boolean quoted = position < header.length() && header.charAt(position) == '"';
      put(name, quoted ? quoted() : token());
    }

    private String token() {
      int end = header.indexOf(';', position);
      String token = header.substring(position, end < 0 ? header.length() : end).strip();
      position = end < 0 ? header.length() : end + 1;
      return token;
    }

    private String quoted() {
      var text = new StringBuilder();
      int i = position + 1;
      while (i < header.length() && header.charAt(i) != '"') {
        char c = header.charAt(i);
        boolean escape =
            c == '\\'
                && i + 1 < header.length()
                && (header.charAt(i + 1) == '"' || header.charAt(i + 1) == '\\');
        i += escape ? 1 : 0;
        text.append(header.charAt(i++));
      }
      int semicolon = header.indexOf(';', i);
      position = semicolon < 0 ? header.length() : semicolon + 1;
      return text.toString();
    }

    private void put(String name, String value) {
      int star = name.indexOf('*');
      if (star < 0) {
        plain.putIfAbsent(name, EncodedWords.decode(value));
        return;
      }
      boolean encoded = name.endsWith("*");
      String number =
          name.substring(star + 1, encoded ? Math.max(star + 1, name.length() - 1) : name.length());
      int index = number.isEmpty() ? 0 : index(number);
      if (index >= 0) {
        split
            .computeIfAbsent(name.substring(0, star), key -> new TreeMap<>())
            .putIfAbsent(index, new Segment(value, encoded));
      }
    }

    private static int index(String number) {
      boolean isNumber = number.length() <= 3 && number.chars().allMatch(c -> c >= '0' && c <= '9');
      return isNumber ? Integer.parseInt(number) : -1;
    }

    private static String join(Map<Integer, Segment> segments) {
      String charset = null;
      var bytes = new ByteSink(64);
      for (Segment segment : segments.values()) {
        String text = segment.text();
        if (segment.encoded() && charset == null) {
          int first = text.indexOf('\'');
          int second = text.indexOf('\'', first + 1);
          charset = first < 0 || second < 0 ? "utf-8" : text.substring(0, first);
          text = first < 0 || second < 0 ? text : text.substring(second + 1);
        }
        if (segment.encoded()) {
          bytes.addPercentDecoded(text);
        } else {
          bytes.addBytes(text);
        }
      }
      return Charsets.decode(bytes.toByteArray(), charset).text();
    }
  }
}
