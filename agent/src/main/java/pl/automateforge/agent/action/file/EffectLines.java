package pl.automateforge.agent.action.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the effects' ids out of a file of JSON lines; lines that are none of ours are passed by.
 */
final class EffectLines {
  /** Longer lines are none of ours. */
  static final int LONGEST = 64 * 1024 * 1024;

  private static final int BUFFER = 256 * 1024;
  private static final byte[] OURS = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_LENGTH = 32;
  private static final JsonFactory JSON = new JsonFactory();

  private EffectLines() {}

  static void forEachId(Path path, Consumer<String> id) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
      byte[] buffer = new byte[BUFFER];
      int length = in.read(buffer);
      while (length >= 0) {
        split(buffer, length, line, id);
        length = in.read(buffer);
      }
    }
  }

  private static void split(
      byte[] buffer, int length, ByteArrayOutputStream line, Consumer<String> id) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        line.write(buffer, start, i - start);
        id(line.toByteArray()).ifPresent(id);
        line.reset();
        start = i + 1;
      }
    }
    if (line.size() < LONGEST) {
      line.write(buffer, start, length - start);
    }
  }

  /** The {@code id} of a line, wherever in the object it stands. */
  static Optional<String> id(byte[] line) {
    return isAsWeWrite(line)
        ? Optional.of(new String(line, OURS.length, ID_LENGTH, StandardCharsets.US_ASCII))
        : parsedId(line);
  }

  /** Spares the parser: a file may hold millions of lines, and nearly all are our own. */
  private static boolean isAsWeWrite(byte[] line) {
    int end = OURS.length + ID_LENGTH;
    if (line.length <= end || line[end] != '"' || line[line.length - 1] != '}') {
      return false;
    }
    for (int i = OURS.length; i < end; i++) {
      if (!HexFormat.isHexDigit(line[i])) {
        return false;
      }
    }
    return Arrays.mismatch(line, 0, OURS.length, OURS, 0, OURS.length) < 0;
  }

  private static Optional<String> parsedId(byte[] line) {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = "id".equals(json.currentName());
        JsonToken value = json.nextToken();
        if (wanted && value == JsonToken.VALUE_STRING) {
          return Optional.of(json.getText());
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
