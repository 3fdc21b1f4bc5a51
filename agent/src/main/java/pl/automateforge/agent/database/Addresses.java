package pl.automateforge.agent.database;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Secret;

/**
 * Reads addresses. A parameter is refused unless it is known to be harmless: drivers have others
 * that load classes, read files or weaken what was checked.
 */
final class Addresses {
  /** What the driver may be told as it stands, by the name in lower case. */
  private static final Map<Dialect, Map<String, String>> PASSED_ON =
      Map.of(
          Dialect.POSTGRESQL,
          byLowerCase("ApplicationName", "currentSchema", "prepareThreshold"),
          Dialect.MARIADB,
          byLowerCase("connectionCollation", "allowPublicKeyRetrieval"),
          Dialect.SQLSERVER,
          byLowerCase("applicationName", "applicationIntent"),
          Dialect.SQLITE,
          Map.of());

  private final Path folder;

  /**
   * @param folder what relative paths are relative to
   */
  Addresses(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes an address apart.
   *
   * @throws UnfitDatabaseException where it cannot be used; nothing secret is in the message
   */
  DatabaseAddress read(String url) throws UnfitDatabaseException {
    int scheme = url.indexOf(':', "jdbc:".length());
    String kind = url.startsWith("jdbc:") && scheme > 0 ? url.substring(5, scheme) : "";
    String rest = url.substring(scheme + 1);
    return switch (kind) {
      case "postgresql" -> postgres(UrlParts.withSlashes(rest, Dialect.POSTGRESQL));
      case "mariadb", "mysql" -> maria(UrlParts.withSlashes(rest, Dialect.MARIADB));
      case "sqlserver" -> sqlServer(UrlParts.withSemicolons(rest, Dialect.SQLSERVER));
      case "sqlite" -> sqlite(rest);
      default ->
          throw new UnfitDatabaseException(
              (kind.matches("[a-z0-9]{1,20}")
                      ? "there is no driver for jdbc:" + kind + ":"
                      : "the bound value (not shown) is no jdbc: address")
                  + "; known are "
                  + String.join(
                      ", ", List.of(Dialect.values()).stream().map(Dialect::form).toList()),
              false);
    };
  }

  private DatabaseAddress postgres(UrlParts parts) throws UnfitDatabaseException {
    var taker = new Taker(parts, Dialect.POSTGRESQL);
    String mode = taker.take("sslmode");
    String root = taker.take("sslrootcert");
    if (root != null) {
      taker.options.put("sslrootcert", path(root).toString());
    }
    return taker.address(transport(taker, "sslmode", mode, "verify-full"), parts.database());
  }

  private DatabaseAddress maria(UrlParts parts) throws UnfitDatabaseException {
    var taker = new Taker(parts, Dialect.MARIADB);
    String mode = taker.take("sslMode");
    String root = taker.take("serverSslCert");
    if (root != null) {
      taker.options.put("serverSslCert", path(root).toString());
    }
    String known =
        mode == null
            ? null
            : switch (mode.toLowerCase(Locale.ROOT).replace('_', '-')) {
              case "verify-identity", "verify-full" -> "verify-full";
              case "disabled", "disable" -> "disable";
              case "required", "trust" -> "trust";
              case "verify-ca" -> "verify-ca";
              default -> throw taker.unknown("sslMode", "disable, trust, verify-ca, verify-full");
            };
    if (!parts.database().matches("[\\p{L}\\p{N}_$. -]*")) {
      // This driver reads the name out of its address as it stands there.
      throw new UnfitDatabaseException(
          "the database's name holds other signs than letters, digits, _, $, ., - and spaces",
          false);
    }
    return taker.address(transport(taker, "sslMode", known, "verify-full"), parts.database());
  }

  private static Transport transport(
      Taker taker, String name, @Nullable String mode, String verified) {
    if (mode == null) {
      return Transport.BY_PLACE;
    }
    taker.options.put(name, mode);
    return mode.equals(verified) ? Transport.VERIFIED : Transport.UNVERIFIED;
  }

  private static DatabaseAddress sqlServer(UrlParts parts) throws UnfitDatabaseException {
    var taker = new Taker(parts, Dialect.SQLSERVER);
    String database = taker.take("databaseName");
    String alias = taker.take("database");
    String encrypt = taker.take("encrypt");
    String trust = taker.take("trustServerCertificate");
    Transport transport = Transport.BY_PLACE;
    if (encrypt != null || trust != null) {
      String written = encrypt == null ? "true" : encrypt.toLowerCase(Locale.ROOT);
      boolean encrypted = List.of("true", "mandatory", "strict").contains(written);
      boolean verified = encrypted && !"true".equalsIgnoreCase(trust);
      taker.options.put("encrypt", encrypted ? written : "false");
      taker.options.put("trustServerCertificate", String.valueOf(!verified && encrypted));
      transport = verified ? Transport.VERIFIED : Transport.UNVERIFIED;
    }
    return taker.address(
        transport, database == null ? Objects.requireNonNullElse(alias, "") : database);
  }

  private DatabaseAddress sqlite(String rest) throws UnfitDatabaseException {
    if (rest.isBlank() || rest.startsWith(":") || rest.startsWith("file:") || rest.contains("?")) {
      throw new UnfitDatabaseException(
          "a database of SQLite is a file here, without parameters; expected the form "
              + Dialect.SQLITE.form(),
          false);
    }
    return new DatabaseAddress(
        Dialect.SQLITE, "", 0, "", null, null, Transport.BY_PLACE, Map.of(), path(rest));
  }

  private Path path(String written) throws UnfitDatabaseException {
    try {
      return folder.resolve(written).normalize().toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new UnfitDatabaseException("the path in the address is no path of this system", false);
    }
  }

  private static Map<String, String> byLowerCase(String... names) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : names) {
      all.put(name.toLowerCase(Locale.ROOT), name);
    }
    return all;
  }

  /** Takes the known parameters out one by one; what is left is refused. */
  private static final class Taker {
    private final UrlParts parts;
    private final Dialect dialect;
    private final Map<String, String> left;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final StringBuilder known = new StringBuilder("user, password");

    Taker(UrlParts parts, Dialect dialect) {
      this.parts = parts;
      this.dialect = dialect;
      this.left = new LinkedHashMap<>(parts.parameters());
    }

    @Nullable String take(String name) {
      known.append(", ").append(name);
      return left.remove(name.toLowerCase(Locale.ROOT));
    }

    DatabaseAddress address(Transport transport, String database) throws UnfitDatabaseException {
      String user = left.remove("user");
      String password = left.remove("password");
      for (Map.Entry<String, String> passed :
          Objects.requireNonNull(PASSED_ON.get(dialect)).entrySet()) {
        String value = take(passed.getValue());
        if (value != null) {
          options.put(passed.getValue(), value);
        }
      }
      if (!left.isEmpty()) {
        String name = left.keySet().iterator().next();
        throw unknown(
            name.matches("[a-z0-9_.]{1,60}") ? name : "with a strange name", known.toString());
      }
      if (database.isBlank()) {
        throw new UnfitDatabaseException(
            "the address names no database; expected the form " + dialect.form(), false);
      }
      String word = password == null ? parts.password() : password;
      return new DatabaseAddress(
          dialect,
          parts.host(),
          parts.port(),
          database,
          user == null ? parts.user() : user,
          word == null ? null : new Secret(word),
          transport,
          options,
          null);
    }

    UnfitDatabaseException unknown(String name, String expected) {
      return new UnfitDatabaseException(
          "the parameter %s of the database's address is not taken; expected one of %s"
              .formatted(name, expected),
          false);
    }
  }
}
