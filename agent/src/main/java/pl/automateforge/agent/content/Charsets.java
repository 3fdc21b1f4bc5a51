package pl.automateforge.agent.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text under the character set that a message names, and under a better one where that
 * name is missing, unknown or plainly wrong.
 */
final class Charsets {
  private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset ISO_8859_2 = Charset.forName("ISO-8859-2");

  private static final Map<String, Charset> NAMES =
      Map.ofEntries(
          Map.entry("utf-8", StandardCharsets.UTF_8),
          Map.entry("utf8", StandardCharsets.UTF_8),
          Map.entry("unicode-1-1-utf-8", StandardCharsets.UTF_8),
          Map.entry("us-ascii", StandardCharsets.US_ASCII),
          Map.entry("ascii", StandardCharsets.US_ASCII),
          Map.entry("ansi_x3.4-1968", StandardCharsets.US_ASCII),
          // what calls itself Latin 1 uses the characters that Windows put into its gaps
          Map.entry("iso-8859-1", WINDOWS_1252),
          Map.entry("latin1", WINDOWS_1252),
          Map.entry("iso8859-1", WINDOWS_1252),
          Map.entry("iso_8859-1", WINDOWS_1252),
          Map.entry("windows-1252", WINDOWS_1252),
          Map.entry("cp1252", WINDOWS_1252),
          Map.entry("ansi", WINDOWS_1252),
          Map.entry("iso-8859-2", ISO_8859_2),
          Map.entry("iso8859-2", ISO_8859_2),
          Map.entry("latin2", ISO_8859_2),
          Map.entry("windows-1250", WINDOWS_1250),
          Map.entry("cp1250", WINDOWS_1250),
          Map.entry("cp-1250", WINDOWS_1250));

  private static final Map<String, String> ALIASES =
      Map.of(
          "ks_c_5601-1987", "x-windows-949",
          "ks_c_5601", "x-windows-949",
          "euc-kr", "x-windows-949",
          "gb2312", "GB18030",
          "x-gbk", "GB18030",
          "shift_jis", "windows-31j",
          "x-sjis", "windows-31j",
          "iso-8859-8-i", "ISO-8859-8",
          "iso-8859-9", "windows-1254",
          "unicode", "UTF-16");

  private Charsets() {}

  /**
   * Text, and what had to be done for it.
   *
   * @param note null where the named character set fitted
   */
  record Decoded(String text, @Nullable String note) {}

  static Decoded decode(byte[] bytes, @Nullable String name) {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      return new Decoded(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8), null);
    }
    String clean = name == null ? "" : clean(name);
    if (clean.isEmpty()) {
      Decoded guessed = guess(bytes);
      return new Decoded(guessed.text(), null);
    }
    if (Utf7.NAMES.contains(clean)) {
      return new Decoded(Utf7.decode(bytes), null);
    }
    Charset charset = lookup(clean);
    if (charset == null) {
      Decoded guessed = guess(bytes);
      return new Decoded(
          guessed.text(),
          "unknown character set '%s', read as %s".formatted(Ascii.cut(clean, 40), guessed.note()));
    }
    return decode(bytes, charset, clean);
  }

  /** Reads bytes of which nothing is known; the note names the character set that was taken. */
  static Decoded guess(byte[] bytes) {
    if (Ascii.isAscii(bytes, 0, bytes.length)) {
      return new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), "US-ASCII");
    }
    if (isUtf8(bytes)) {
      return new Decoded(new String(bytes, StandardCharsets.UTF_8), "UTF-8");
    }
    Charset legacy = legacy(bytes);
    return new Decoded(new String(bytes, legacy), legacy.name());
  }

  private static Decoded decode(byte[] bytes, Charset charset, String name) {
    if (charset.equals(StandardCharsets.US_ASCII)) {
      Decoded guessed = guess(bytes);
      boolean ascii = "US-ASCII".equals(guessed.note());
      return new Decoded(
          guessed.text(), ascii ? null : "no " + name + ", read as " + guessed.note());
    }
    if (charset.equals(StandardCharsets.UTF_8)) {
      return decodeUtf8(bytes);
    }
    if (isSingleByteLatin(charset)) {
      return decodeSingleByte(bytes, charset, name);
    }
    if (charset.name().startsWith("UTF-16") && !hasZero(bytes)) {
      Decoded guessed = guess(bytes);
      return new Decoded(guessed.text(), "no " + name + ", read as " + guessed.note());
    }
    return new Decoded(new String(bytes, charset), null);
  }

  private static boolean isUtf8(byte[] bytes) {
    if (new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Damaged UTF-8 stays UTF-8 with gaps; what is hardly UTF-8 at all is guessed. */
  private static Decoded decodeUtf8(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (isUtf8(bytes)) {
      return new Decoded(text, null);
    }
    long gaps = text.chars().filter(c -> c == '\uFFFD').count();
    long letters = text.chars().filter(c -> c > 127 && c != '\uFFFD').count();
    if (gaps <= letters / 5 + 1 && letters > 0) {
      return new Decoded(text, "damaged UTF-8");
    }
    Charset legacy = legacy(bytes);
    return new Decoded(new String(bytes, legacy), "no utf-8, read as " + legacy.name());
  }

  private static Decoded decodeSingleByte(byte[] bytes, Charset charset, String name) {
    if (Ascii.isAscii(bytes, 0, bytes.length)) {
      return new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), null);
    }
    if (isUtf8(bytes)) {
      String utf8 = new String(bytes, StandardCharsets.UTF_8);
      boolean western =
          charset.equals(WINDOWS_1252)
              || charset.equals(WINDOWS_1250)
              || charset.equals(ISO_8859_2);
      // in the western and Polish sets one letter of UTF-8 reads as two that never stand together
      if (western || utf8.chars().filter(c -> c > 127).count() >= 3) {
        return new Decoded(utf8, "no " + name + ", read as UTF-8");
      }
    }
    if (charset.equals(ISO_8859_2) && hasWindowsBytes(bytes)) {
      return new Decoded(new String(bytes, WINDOWS_1250), "no " + name + ", read as windows-1250");
    }
    return new Decoded(new String(bytes, charset), null);
  }

  private static boolean isSingleByteLatin(Charset charset) {
    return charset.name().startsWith("windows-125") || charset.name().startsWith("ISO-8859-");
  }

  /**
   * Tells the Polish code pages from the western one by the letters that stand inside words: nearly
   * all of them must be Polish, and one of them must be Polish alone.
   */
  private static Charset legacy(byte[] bytes) {
    int high = 0;
    int windows = 0;
    int iso = 0;
    int onlyWindows = 0;
    int onlyIso = 0;
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      boolean inWord = b > 127 && (isLetter(bytes, i - 1) || isLetter(bytes, i + 1));
      if (inWord) {
        high++;
        windows += isIn(b, 0xB9, 0x9C, 0x9F, 0xA5, 0x8C, 0x8F) || isPolishInBoth(b) ? 1 : 0;
        iso += isIn(b, 0xB1, 0xB6, 0xBC, 0xA1, 0xA6, 0xAC) || isPolishInBoth(b) ? 1 : 0;
        onlyWindows += isIn(b, 0xB9, 0x9C, 0x9F, 0xB3, 0xBF) ? 1 : 0;
        onlyIso += isIn(b, 0xB1, 0xB6, 0xBC, 0xB3, 0xBF) ? 1 : 0;
      }
    }
    if (onlyWindows > 0 && windows >= iso && windows * 10 >= high * 9) {
      return WINDOWS_1250;
    }
    return onlyIso > 0 && iso * 10 >= high * 9 ? ISO_8859_2 : WINDOWS_1252;
  }

  private static boolean isPolishInBoth(int b) {
    return isIn(b, 0xE6, 0xEA, 0xB3, 0xF1, 0xF3, 0xBF, 0xC6, 0xCA, 0xA3, 0xD1, 0xD3, 0xAF);
  }

  private static boolean isIn(int b, int... set) {
    for (int candidate : set) {
      if (b == candidate) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(byte[] bytes, int i) {
    if (i < 0 || i >= bytes.length) {
      return false;
    }
    int c = Ascii.lower(bytes[i]);
    return c >= 'a' && c <= 'z';
  }

  private static boolean hasWindowsBytes(byte[] bytes) {
    for (byte b : bytes) {
      if ((b & 0xff) >= 0x80 && (b & 0xff) <= 0x9f) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static String clean(String name) {
    String clean = Ascii.lower(name).strip();
    int language = clean.indexOf('*');
    clean = language < 0 ? clean : clean.substring(0, language);
    return clean.replace("\"", "").replace("'", "").strip();
  }

  private static @Nullable Charset lookup(String name) {
    Charset known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    try {
      return name.length() > 40 ? null : Charset.forName(ALIASES.getOrDefault(name, name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
