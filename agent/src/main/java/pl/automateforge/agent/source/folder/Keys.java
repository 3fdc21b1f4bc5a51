package pl.automateforge.agent.source.folder;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Turns a path below the folder into an item's key and back, to the same key under every locale: a
 * JVM that was started under {@code LANG=C} cannot decode Polish file names, but still knows their
 * bytes, and only a path's URI shows them.
 */
final class Keys {
  /** Marks a name whose bytes are no UTF-8; what follows is percent-encoded. */
  private static final String RAW = "bytes:";

  private Keys() {}

  static String of(Path root, Path file) {
    String relative = root.relativize(file).toString();
    if (isPlain(relative)) {
      return relative.replace(root.getFileSystem().getSeparator(), "/");
    }
    String encoded = file.toUri().getRawPath().substring(encodedFolder(root).length());
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(percentDecoded(encoded)))
              .toString();
      return decoded.startsWith(RAW) ? RAW + encoded : decoded;
    } catch (CharacterCodingException e) {
      return RAW + encoded;
    }
  }

  /** The path that bears a key; null where the key cannot come from {@link #of}. */
  static @Nullable Path path(Path root, String key) {
    try {
      Path path = unchecked(root, key).normalize();
      return path.startsWith(root) && !path.equals(root) ? path : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Path unchecked(Path root, String key) {
    if (isPlain(key)) {
      return root.resolve(key);
    }
    String encoded = key.startsWith(RAW) ? key.substring(RAW.length()) : percentEncoded(key);
    return Path.of(URI.create("file://" + encodedFolder(root) + encoded));
  }

  /** A name as it may stand in a log line or a page. */
  static String printable(String name) {
    String cut = name.length() > 300 ? name.substring(0, 300) + "…" : name;
    return cut.replaceAll("\\p{C}", "?");
  }

  private static String encodedFolder(Path root) {
    String path = root.toUri().getRawPath();
    return path.endsWith("/") ? path : path + "/";
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !text.startsWith(RAW);
  }

  private static byte[] percentDecoded(String encoded) {
    var bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String percentEncoded(String text) {
    var encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean safe =
          b == '/'
              || b == '.'
              || b == '-'
              || b == '_'
              || (b < 0x7f && b > 0 && Character.isLetterOrDigit(b));
      if (safe) {
        encoded.append((char) b);
      } else {
        encoded
            .append('%')
            .append(Character.forDigit((b >> 4) & 15, 16))
            .append(Character.forDigit(b & 15, 16));
      }
    }
    return encoded.toString();
  }
}
