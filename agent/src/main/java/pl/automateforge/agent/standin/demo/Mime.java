package pl.automateforge.agent.standin.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;

/**
 * The transfer encodings of mail, written out so that the same text always gives the same bytes.
 */
final class Mime {
  private static final int LINE = 76;
  private static final int WORD_BYTES = 42;

  private Mime() {}

  /** Without diacritics, as some people type. */
  static String plain(String text) {
    return Normalizer.normalize(text.replace('ł', 'l').replace('Ł', 'L'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('–', '-')
        .replace('’', '\'')
        .replace("€", "EUR");
  }

  /** Whether a text needs no encoding. */
  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  static String base64(byte[] bytes) {
    return Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encodeToString(bytes);
  }

  static String quotedPrintable(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length * 2);
    int column = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        out.append("\r\n");
        column = 0;
        continue;
      }
      boolean beforeBreak = i + 1 == bytes.length || bytes[i + 1] == '\n';
      boolean literal =
          (bytes[i] > ' ' && bytes[i] < 0x7f && bytes[i] != '=')
              || (bytes[i] == ' ' && !beforeBreak);
      int width = literal ? 1 : 3;
      if (column + width > LINE - 1) {
        out.append("=\r\n");
        column = 0;
      }
      out.append(literal ? String.valueOf((char) bytes[i]) : hex(bytes[i]));
      column += width;
    }
    return out.toString();
  }

  private static String hex(byte value) {
    return String.format(Locale.ROOT, "=%02X", value & 0xff);
  }

  /** A header's text, as encoded words where it needs them, folded. */
  static String header(String text, Charset charset, boolean base64) {
    if (isAscii(text)) {
      return text;
    }
    StringBuilder header = new StringBuilder();
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      word.append(text.charAt(at));
      boolean full = word.toString().getBytes(charset).length >= WORD_BYTES / (base64 ? 1 : 2);
      if (full || at == text.length() - 1) {
        header
            .append(header.isEmpty() ? "" : "\r\n ")
            .append(word(word.toString(), charset, base64));
        word.setLength(0);
      }
    }
    return header.toString();
  }

  private static String word(String text, Charset charset, boolean base64) {
    byte[] bytes = text.getBytes(charset);
    String name = charset.name().toLowerCase(Locale.ROOT);
    if (base64) {
      return "=?" + name + "?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
    StringBuilder encoded = new StringBuilder();
    for (byte value : bytes) {
      boolean literal = Character.isLetterOrDigit(value) && value > 0;
      encoded.append(value == ' ' ? "_" : literal ? String.valueOf((char) value) : hex(value));
    }
    return "=?" + name + "?Q?" + encoded + "?=";
  }

  /** {@code Name <address>} with the name encoded where it must be. */
  static String address(String sender, Charset charset) {
    int open = sender.indexOf('<');
    if (open <= 0) {
      return sender;
    }
    String name = sender.substring(0, open).strip();
    String shown = isAscii(name) ? '"' + name + '"' : header(name, charset, true);
    return shown + " " + sender.substring(open);
  }

  static byte[] crlf(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
