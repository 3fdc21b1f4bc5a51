package pl.automateforge.agent.standin.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One answer: status, header fields, body, and how it travels. Immutable. */
public final class Reply {
  /** What every stand-in says of itself, so that nobody takes its word for the real thing's. */
  public static final String NAME = "AutoForge-stand-in";

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;
  private final Delivery delivery;

  private Reply(
      int status, List<Map.Entry<String, String>> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delivery = delivery;
  }

  /** An answer of that media type; the array is taken over. */
  public static Reply of(int status, String type, byte[] body) {
    return new Reply(status, List.of(Map.entry("Content-Type", type)), body, Delivery.WHOLE);
  }

  /** A text answer in UTF-8; the type is completed by its charset. */
  public static Reply text(int status, String type, String body) {
    return of(status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON answer; the array is taken over. */
  public static Reply json(int status, byte[] body) {
    return of(status, "application/json", body);
  }

  /** The same with one more header field; line breaks in the value become spaces. */
  public Reply with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value.replace('\r', ' ').replace('\n', ' ')));
    return new Reply(status, more, body, delivery);
  }

  /** The same, travelling in that manner. */
  public Reply delivered(Delivery manner) {
    return new Reply(status, headers, body, manner);
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** How it travels. */
  public Delivery delivery() {
    return delivery;
  }

  byte[] body() {
    return body;
  }

  byte[] head(boolean close) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(phrase(status)).append("\r\n");
    head.append("Server: ").append(NAME).append("\r\n");
    for (Map.Entry<String, String> field : headers) {
      head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n");
    if (close) {
      head.append("Connection: close\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String phrase(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 303 -> "See Other";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 529 -> "Overloaded";
      default -> "Status";
    };
  }
}
