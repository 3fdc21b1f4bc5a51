package pl.automateforge.agent.content;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoded words of RFC 2047, also where they break its rules: blanks inside, missing ends,
 * characters cut in two at a word's border, words inside of other text.
 */
final class EncodedWords {
  private static final int MAX_CHARSET = 60;

  private EncodedWords() {}

  private static final class Word {
    private final String charset;
    private final byte[] bytes;
    private final int end;

    Word(String charset, byte[] bytes, int end) {
      this.charset = charset;
      this.bytes = bytes;
      this.end = end;
    }
  }

  /**
   * Decodes a header's value.
   *
   * @param text one character a byte; what is no encoded word and no ASCII is guessed
   */
  static String decode(String text) {
    int open = text.indexOf("=?");
    return open < 0 ? literal(text) : decode(text, open);
  }

  private static String decode(String text, int firstOpen) {
    var out = new StringBuilder(text.length());
    var run = new Run(out);
    int position = 0;
    int open = firstOpen;
    while (open >= 0) {
      Word word = wordAt(text, open);
      if (word == null) {
        open = text.indexOf("=?", open + 2);
        continue;
      }
      String between = text.substring(position, open);
      if (!between.isBlank() || !run.isOpen()) {
        run.flush();
        out.append(literal(between));
      }
      run.add(word);
      position = word.end;
      open = text.indexOf("=?", position);
    }
    run.flush();
    return out.append(literal(text.substring(position))).toString();
  }

  /** Bytes that nobody encoded, as text. */
  static String literal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Ascii.isAscii(bytes, 0, bytes.length) ? text : Charsets.guess(bytes).text();
  }

  /** Words of one character set that follow each other are decoded as one run of bytes. */
  private static final class Run {
    private final StringBuilder out;
    private @Nullable String charset;
    private ByteSink bytes = new ByteSink(64);

    Run(StringBuilder out) {
      this.out = out;
    }

    boolean isOpen() {
      return charset != null;
    }

    void add(Word word) {
      if (charset != null && !charset.equals(word.charset)) {
        flush();
      }
      charset = word.charset;
      for (byte b : word.bytes) {
        bytes.add(b);
      }
    }

    void flush() {
      if (charset != null) {
        out.append(Charsets.decode(bytes.toByteArray(), charset).text());
        charset = null;
        bytes = new ByteSink(64);
      }
    }
  }

  private static @Nullable Word wordAt(String text, int open) {
    int charsetEnd = text.indexOf('?', open + 2);
    if (charsetEnd < 0 || charsetEnd == open + 2 || charsetEnd - open > MAX_CHARSET) {
      return null;
    }
    int start = charsetEnd + 3;
    if (start > text.length() || text.charAt(start - 1) != '?') {
      return null;
    }
    String charset = Ascii.lower(text.substring(open + 2, charsetEnd));
    if (charset.indexOf(' ') >= 0) {
      return null;
    }
    int close = text.indexOf("?=", start);
    int textEnd = close >= 0 ? close : text.length();
    int end = close >= 0 ? close + 2 : text.length();
    return switch (Ascii.lower(text.charAt(charsetEnd + 1))) {
      case 'b' -> new Word(charset, base64(text.substring(start, textEnd)), end);
      case 'q' -> new Word(charset, quoted(text, start, textEnd), end);
      default -> null;
    };
  }

  private static byte[] base64(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    return TransferEncoding.BASE64.decode(ascii, 0, ascii.length, ascii.length);
  }

  private static byte[] quoted(String text, int from, int to) {
    var bytes = new ByteSink(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int high = c == '=' && i + 2 < to ? Ascii.hex(text.charAt(i + 1)) : -1;
      int low = high >= 0 ? Ascii.hex(text.charAt(i + 2)) : -1;
      if (low >= 0) {
        bytes.add(high << 4 | low);
        i += 2;
      } else {
        bytes.add(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }
}
