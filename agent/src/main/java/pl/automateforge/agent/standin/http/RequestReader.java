package pl.automateforge.agent.standin.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests off one connection, one after the other. */
final class RequestReader {
  private static final int MAX_HEAD = 64 * 1024;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream in;
  private final OutputStream out;
  private final int maxBody;
  private byte[] buffer = new byte[8 * 1024];
  private int start;
  private int end;

  RequestReader(InputStream in, OutputStream out, int maxBody) {
    this.in = in;
    this.out = out;
    this.maxBody = maxBody;
  }

  /** The next request; null where the client closed the connection between two of them. */
  @Nullable Request next() throws IOException, UnreadableRequestException {
    int headEnd = headEnd();
    if (headEnd < 0) {
      return null;
    }
    String head = new String(buffer, start, headEnd - start, StandardCharsets.ISO_8859_1);
    start = headEnd + 4;
    String[] lines = head.split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith("/")) {
      throw new UnreadableRequestException(
          400, "the first line is not that of an HTTP/1.1 request");
    }
    Headers headers = headers(lines);
    byte[] body = body(headers);
    int mark = words[1].indexOf('?');
    String path = mark < 0 ? words[1] : words[1].substring(0, mark);
    return new Request(words[0], path, mark < 0 ? "" : words[1].substring(mark + 1), headers, body);
  }

  private static Headers headers(String[] lines) throws UnreadableRequestException {
    List<Map.Entry<String, String>> fields = new ArrayList<>(lines.length);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw new UnreadableRequestException(400, "a header field without a name");
      }
      fields.add(Map.entry(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
    }
    return new Headers(fields);
  }

  private byte[] body(Headers headers) throws IOException, UnreadableRequestException {
    if (headers.first("expect").orElse("").equalsIgnoreCase("100-continue")) {
      out.write(CONTINUE);
      out.flush();
    }
    if (headers.first("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    String length = headers.first("content-length").orElse("0");
    if (!length.matches("\\d{1,18}")) {
      throw new UnreadableRequestException(400, "Content-Length is not a number");
    }
    return exactly(bounded(Long.parseLong(length)));
  }

  private byte[] chunks() throws IOException, UnreadableRequestException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line().replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,8}")) {
        throw new UnreadableRequestException(400, "a chunk without a size");
      }
      int length = bounded(body.size() + Long.parseLong(size, 16)) - body.size();
      if (length == 0) {
        while (!line().isEmpty()) {
          // trailers say nothing that matters here
        }
        return body.toByteArray();
      }
      body.writeBytes(exactly(length));
      line();
    }
  }

  private int bounded(long length) throws UnreadableRequestException {
    if (length > maxBody) {
      throw new UnreadableRequestException(
          413, "the body has " + length + " bytes, at most " + maxBody + " are read");
    }
    return (int) length;
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    int buffered = Math.min(length, end - start);
    System.arraycopy(buffer, start, bytes, 0, buffered);
    start += buffered;
    if (in.readNBytes(bytes, buffered, length - buffered) < length - buffered) {
      throw new IOException("the client closed the connection within a body");
    }
    return bytes;
  }

  private String line() throws IOException, UnreadableRequestException {
    for (int from = start; ; ) {
      for (int i = from; i + 1 < end; i++) {
        if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
          String line = new String(buffer, start, i - start, StandardCharsets.ISO_8859_1);
          start = i + 2;
          return line;
        }
      }
      int kept = Math.max(0, end - start - 1);
      if (!fill()) {
        throw new IOException("the client closed the connection within a chunk");
      }
      from = start + kept;
    }
  }

  /** Where the empty line of the head begins; negative at a clean end of the stream. */
  private int headEnd() throws IOException, UnreadableRequestException {
    for (int from = start; ; ) {
      for (int i = from; i + 3 < end; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          return i;
        }
      }
      int kept = Math.max(0, end - start - 3);
      if (!fill()) {
        if (end > start) {
          throw new IOException("the client closed the connection within a head");
        }
        return -1;
      }
      from = start + kept;
    }
  }

  /** Reads more behind what is unread, which moves to the front of the buffer. */
  private boolean fill() throws IOException, UnreadableRequestException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      if (buffer.length >= MAX_HEAD) {
        throw new UnreadableRequestException(431, "the head is longer than " + MAX_HEAD + " bytes");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }
}
