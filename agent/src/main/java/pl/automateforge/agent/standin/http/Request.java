package pl.automateforge.agent.standin.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One request, read whole. Everything in it is the client's word. */
public final class Request {
  private final String method;
  private final String path;
  private final String query;
  private final Headers headers;
  private final byte[] body;

  Request(String method, String path, String query, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /** The method as it was sent. */
  public String method() {
    return method;
  }

  /** The path, still encoded, without the query. */
  public String path() {
    return path;
  }

  /** The query, still encoded, without its question mark; empty where there is none. */
  public String query() {
    return query;
  }

  /** The header fields. */
  public Headers headers() {
    return headers;
  }

  /** The body; the array is the request's own, not a copy: read it, do not write to it. */
  public byte[] body() {
    return body;
  }

  /** The first parameter of that name in the query, decoded. */
  public Optional<String> parameter(String name) {
    for (String pair : query.split("&", 64)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return decoded(pair.substring(equals + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException brokenEscape) {
      return Optional.empty();
    }
  }

  /**
   * Whether the request may read or change what is meant for this machine's people: it names this
   * machine as its host and comes from no other site's page. A web page elsewhere that points a
   * name at 127.0.0.1, or posts here, fails this.
   */
  public boolean isFromThisMachine() {
    String host = headers.first("host").orElse("");
    Optional<String> origin = headers.first("origin");
    return isLocalName(host) && (origin.isEmpty() || origin.get().equals("http://" + host));
  }

  private static boolean isLocalName(String host) {
    String name = host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
    return name.equals("127.0.0.1") || name.equals("localhost") || name.equals("[::1]");
  }
}
