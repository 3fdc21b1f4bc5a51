package pl.automateforge.agent.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC address as its parts, decoded.
 *
 * @param parameters by name in lower case
 */
record UrlParts(
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> parameters) {
  private static final Pattern HOST =
      Pattern.compile("\\[(?<v6>[0-9a-fA-F:.]+)]|(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]{0,252})");
  private static final Pattern SLASHES =
      Pattern.compile("//(?<authority>[^/?;]*)(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?");
  private static final Pattern SEMICOLONS =
      Pattern.compile("//(?<authority>[^;/?]*)/?(?:;(?<query>.*))?", Pattern.DOTALL);
  private static final Pattern PROPERTY =
      Pattern.compile("\\s*(?<name>[A-Za-z]+)\\s*=(?<value>\\{(?:[^}]|}})*}|[^;{}]*)(?:;|$)");

  /** The form {@code //user:password@host:port/database?name=value&…}. */
  static UrlParts withSlashes(String rest, Dialect dialect) throws UnfitDatabaseException {
    Matcher url = SLASHES.matcher(rest);
    if (!url.matches()) {
      throw unfit(dialect);
    }
    String query = url.group("query");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw unfit(dialect);
      }
      put(parameters, pair.substring(0, equals), decoded(pair.substring(equals + 1), dialect));
    }
    String database = url.group("database");
    return of(
        url.group("authority"),
        database == null ? "" : decoded(database, dialect),
        parameters,
        dialect);
  }

  /** The form {@code //host:port;name=value;…}. */
  static UrlParts withSemicolons(String rest, Dialect dialect) throws UnfitDatabaseException {
    Matcher url = SEMICOLONS.matcher(rest);
    if (!url.matches()) {
      throw unfit(dialect);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    String query = url.group("query") == null ? "" : url.group("query");
    Matcher property = PROPERTY.matcher(query);
    int end = 0;
    while (end < query.length()) {
      if (!property.find(end) || property.start() != end) {
        throw unfit(dialect);
      }
      put(parameters, property.group("name"), unbraced(property.group("value")));
      end = property.end();
    }
    return of(url.group("authority"), "", parameters, dialect);
  }

  private static UrlParts of(
      String authority, String database, Map<String, String> parameters, Dialect dialect)
      throws UnfitDatabaseException {
    int at = authority.lastIndexOf('@');
    String user = null;
    String password = null;
    if (at >= 0) {
      String info = authority.substring(0, at);
      int colon = info.indexOf(':');
      user = decoded(colon < 0 ? info : info.substring(0, colon), dialect);
      password = colon < 0 ? null : decoded(info.substring(colon + 1), dialect);
    }
    String place = authority.substring(at + 1);
    if (place.indexOf(',') >= 0) {
      throw new UnfitDatabaseException("one host was expected, and several are named", false);
    }
    int colon = place.lastIndexOf(':');
    boolean hasPort = colon > place.lastIndexOf(']');
    Matcher host = HOST.matcher(hasPort ? place.substring(0, colon) : place);
    if (!host.matches()) {
      throw unfit(dialect);
    }
    return new UrlParts(
        host.group("v6") == null ? host.group("name") : host.group("v6"),
        hasPort ? port(place.substring(colon + 1)) : dialect.port(),
        database,
        user,
        password,
        parameters);
  }

  private static void put(Map<String, String> parameters, String name, String value)
      throws UnfitDatabaseException {
    if (parameters.put(name.toLowerCase(Locale.ROOT), value) != null) {
      throw new UnfitDatabaseException("the parameter " + name + " stands there twice", false);
    }
  }

  private static int port(String digits) throws UnfitDatabaseException {
    int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65_535) {
      throw new UnfitDatabaseException("the port is not a number from 1 to 65535", false);
    }
    return port;
  }

  private static String unbraced(String value) {
    return value.startsWith("{")
        ? value.substring(1, value.length() - 1).replace("}}", "}")
        : value.strip();
  }

  /** Percent signs alone: a plus in a password stays a plus. */
  private static String decoded(String text, Dialect dialect) throws UnfitDatabaseException {
    byte[] written = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(written.length);
    for (int i = 0; i < written.length; i++) {
      if (written[i] != '%') {
        bytes.put(written[i]);
        continue;
      }
      int high = i + 2 <= written.length - 1 ? Character.digit(written[i + 1], 16) : -1;
      int low = i + 2 <= written.length - 1 ? Character.digit(written[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw unfit(dialect);
      }
      bytes.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw unfit(dialect);
    }
  }

  /** The value may hold a password, so it is not shown. */
  private static UnfitDatabaseException unfit(Dialect dialect) {
    return new UnfitDatabaseException(
        "the bound value (not shown) is no address of %s; expected the form %s"
            .formatted(dialect.words(), dialect.form()),
        false);
  }
}
