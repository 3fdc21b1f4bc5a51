package pl.automateforge.agent.action.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header fields of a mail that came in, unfolded, by name in lower case. Bounded. */
final class OriginalHeaders {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_FIELDS = 1_000;
  private static final int LONGEST_NAME = 100;

  private final Map<String, List<String>> fields = new HashMap<>();
  private int count;

  private OriginalHeaders() {}

  static OriginalHeaders of(byte[] raw) {
    OriginalHeaders headers = new OriginalHeaders();
    String head = new String(raw, 0, Math.min(raw.length, MOST_BYTES), StandardCharsets.ISO_8859_1);
    StringBuilder field = new StringBuilder();
    for (String line : (Iterable<String>) head.lines()::iterator) {
      if (line.isEmpty()) {
        break;
      }
      if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
        headers.add(field);
        field.setLength(0);
      }
      field.append(line);
    }
    headers.add(field);
    return headers;
  }

  /** All fields of a name, in order. */
  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** The first field of a name; empty where there is none. */
  String first(String name) {
    return all(name).isEmpty() ? "" : all(name).getFirst();
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Whether a name begins so. */
  boolean hasAny(String prefix) {
    return fields.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  private void add(StringBuilder field) {
    int colon = field.indexOf(":");
    if (colon <= 0 || colon > LONGEST_NAME || count == MOST_FIELDS) {
      return;
    }
    count++;
    String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    fields
        .computeIfAbsent(name, _ -> new ArrayList<>(1))
        .add(text(field.substring(colon + 1)).strip());
  }

  /** Raw bytes as UTF-8 where they are that; else a character a byte. */
  private static String text(String bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException _) {
      return bytes;
    }
  }
}
