package pl.automateforge.agent.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message or one of its parts: a range of bytes under headers. A multipart has its parts for
 * children, a message in a message the inner one; both have none where a bound was reached.
 */
final class Entity {
  private final byte[] bytes;
  private final Headers headers;
  private final ParameterizedValue type;
  private final int from;
  private final int to;
  private final List<Entity> children;

  Entity(
      byte[] bytes,
      Headers headers,
      ParameterizedValue type,
      int from,
      int to,
      List<Entity> children) {
    this.bytes = bytes;
    this.headers = headers;
    this.type = type;
    this.from = from;
    this.to = to;
    this.children = children;
  }

  Headers headers() {
    return headers;
  }

  String type() {
    return type.value();
  }

  @Nullable String parameter(String name) {
    return type.parameter(name);
  }

  List<Entity> children() {
    return children;
  }

  TransferEncoding encoding() {
    return TransferEncoding.of(headers.first("content-transfer-encoding"));
  }

  /** The decoded body, at most so many bytes. */
  byte[] decoded(int limit) {
    return encoding().decode(bytes, from, to, limit);
  }

  /** How many bytes the decoded body has. */
  long size() {
    return encoding().size(bytes, from, to);
  }

  boolean isBlank() {
    return Ascii.isBlank(bytes, from, to);
  }

  ParameterizedValue disposition() {
    String header = headers.first("content-disposition");
    return ParameterizedValue.parse(header == null ? "" : header);
  }

  /** The name a person would see; empty where there is none. */
  String fileName() {
    String name = disposition().parameter("filename");
    if (name == null || name.isBlank()) {
      name = type.parameter("name");
    }
    if (name == null) {
      return "";
    }
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    return Clean.line(name.substring(slash + 1), 255);
  }
}
