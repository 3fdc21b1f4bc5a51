package pl.automateforge.agent.database;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Secret;

/**
 * A database's address, taken apart by ourselves: a driver is never handed a parameter that it does
 * not need. Immutable; never printed but by {@link #shown}.
 *
 * @param host without brackets; empty for a file
 * @param port 0 for a file
 * @param options what else the driver is told, by the driver's names
 * @param file null where it is a server
 */
record DatabaseAddress(
    Dialect dialect,
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable Secret password,
    Transport transport,
    Map<String, String> options,
    @Nullable Path file) {
  DatabaseAddress {
    options = Map.copyOf(options);
  }

  /** For a person: without user, password and parameters. */
  String shown() {
    if (file != null) {
      return "the SQLite file " + file;
    }
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return dialect.words() + " at " + name + ":" + port + ", database " + database;
  }

  @Override
  public String toString() {
    return shown();
  }
}
