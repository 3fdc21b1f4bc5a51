package pl.automateforge.agent.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a whole text file of bounded size, strictly as UTF-8. */
final class SpecFile {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private SpecFile() {}

  /**
   * The text without a byte order mark.
   *
   * @throws UnfitException where it cannot be read, with a reason for people
   */
  static String read(Path file, int maxBytes) throws UnfitException {
    if (!Files.exists(file)) {
      throw new UnfitException("no such file: " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new UnfitException(
          (Files.isDirectory(file) ? "a folder, not a file: " : "not a regular file: ") + file);
    }
    byte[] bytes = bytes(file, maxBytes);
    if (bytes.length > maxBytes) {
      throw new UnfitException(
          "the file is larger than " + maxBytes + " bytes, the most that is read: " + file);
    }
    String text = decode(bytes);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static byte[] bytes(Path file, int maxBytes) throws UnfitException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(maxBytes + 1);
    } catch (AccessDeniedException e) {
      throw new UnfitException("no permission to read " + file);
    } catch (IOException e) {
      throw new UnfitException("cannot be read: " + e.getMessage());
    }
  }

  private static String decode(byte[] bytes) throws UnfitException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      Place place = firstFault(bytes);
      throw new UnfitException("not UTF-8 from here on; save the file as UTF-8", place);
    }
  }

  private static Place firstFault(byte[] bytes) {
    CharBuffer good = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), good, true);
    good.flip();
    return result.isError() ? after(good) : Place.START;
  }

  /** The place that follows the text. */
  static Place after(CharSequence text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Place(line, Character.codePointCount(text, lineStart, text.length()) + 1);
  }
}
