package pl.automateforge.agent.action.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The header of a mail, line by line. Nothing that comes in can end a line or begin a header: it is
 * refused.
 */
final class HeaderBlock {
  /** So that a word with its frame and the longest of our names stay within 76 characters. */
  private static final int WORD_BYTES = 36;

  private static final int PLAIN = 60;
  private static final String FOLD = "\r\n ";

  private final StringBuilder out = new StringBuilder(600);

  /** A header of one word or of our own words: printable ASCII. */
  HeaderBlock add(String name, String value) {
    return line(name, ascii(name, value));
  }

  /** A list, an element a line. */
  HeaderBlock add(String name, List<String> values, String separator) {
    values.forEach(value -> ascii(name, value));
    return line(name, String.join(separator + FOLD, values));
  }

  /** A header of free text; what is not plain ASCII goes into encoded words of RFC 2047. */
  HeaderBlock text(String name, String text) {
    LineSafe.require(name, text);
    boolean plain =
        text.length() <= PLAIN
            && text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
            && !text.contains("=?")
            && text.equals(text.strip());
    return line(name, plain ? text : words(text));
  }

  /** With the empty line that ends it. */
  String text() {
    return out + "\r\n";
  }

  private HeaderBlock line(String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  private static String ascii(String name, String value) {
    if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      LineSafe.require(name, value);
      throw new IllegalArgumentException(name + ": printable ASCII was expected");
    }
    return value;
  }

  private static String words(String text) {
    StringBuilder words = new StringBuilder();
    StringBuilder chunk = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      String next = Character.toString(text.codePointAt(i));
      int size = next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > WORD_BYTES) {
        word(words, chunk);
        bytes = 0;
      }
      chunk.append(next);
      bytes += size;
      i += next.length();
    }
    word(words, chunk);
    return words.toString();
  }

  private static void word(StringBuilder words, StringBuilder chunk) {
    if (!chunk.isEmpty()) {
      byte[] utf8 = chunk.toString().getBytes(StandardCharsets.UTF_8);
      words.append(words.isEmpty() ? "" : FOLD);
      words.append("=?UTF-8?B?").append(Base64.getEncoder().encodeToString(utf8)).append("?=");
      chunk.setLength(0);
    }
  }
}
