package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A request's body as bytes, which may be read, signed and sent. */
final class RequestBytes implements HttpRequestBody {
  static final String JSON = "application/json";

  private final byte[] bytes;

  /**
   * @param bytes not copied: nobody changes them
   */
  RequestBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] of(HttpRequest request) {
    return request
        .body()
        .map(body -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          body.writeTo(out);
          return out.toByteArray();
        })
        .orElseGet(() -> new byte[0]);
  }

  @Override
  public void writeTo(OutputStream out) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void close() {}
}
