package pl.automateforge.agent.source.sql;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.database.Database;
import pl.automateforge.agent.database.DatabaseException;
import pl.automateforge.agent.database.DatabaseUse;
import pl.automateforge.agent.database.Dialect;
import pl.automateforge.agent.database.ServerFacts;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.PlainItem;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * Rows of a query. A row is known by its id and its text: the same id with another text is another
 * item. Rows come in the query's order.
 *
 * <p>Without {@code :cursor} every fetch reads all rows and the journal tells the new ones. With
 * it, the query is handed the id of the last row up to which the journal knows every row, null
 * before there is one.
 *
 * <p>One thread at a time, but the bytes of items may be read from any thread. It holds one
 * connection.
 */
public final class SqlSource implements Source {
  static final String CONTAINER = "sql";

  private final Database database;
  private final ItemQuery query;

  private SqlSource(Database database, ItemQuery query) {
    this.database = database;
    this.query = query;
  }

  /**
   * Touches no database yet; resolves the host's name.
   *
   * @param folder of the spec: the path of a SQLite file is relative to it
   * @throws UnfitDatabaseException where address or query cannot be used, or the egress policy
   *     forbids the address
   */
  public static SqlSource of(
      SourceSpec.Sql spec, Bindings bindings, Egress egress, Limits limits, Path folder)
      throws UnfitDatabaseException {
    var use = new DatabaseUse(false, 1, limits.connectTimeout(), limits.itemTimeout());
    Database database = Database.of(bindings.resolve(spec.url()), folder, egress, use);
    return new SqlSource(database, ItemQuery.of(spec, database.dialect()));
  }

  /** What is wrong with the query, whatever the environment binds; empty where nothing is. */
  public static Optional<String> unusable(SourceSpec.Sql spec) {
    return Dialect.refusal(spec.url().written(), dialect -> ItemQuery.of(spec, dialect));
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    Scan scan = scan(after, known, limit);
    List<SourceItem> items = new ArrayList<>();
    scan.unknown().forEach((identity, size) -> items.add(item(identity, size)));
    return new Batch(items, query.hasCursor() ? scan.next(after) : after, scan.problems());
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    if (!identity.container().equals(CONTAINER)) {
      return null;
    }
    byte[] raw = raw(identity);
    return raw == null ? null : item(identity, raw.length);
  }

  /** Nothing is marked in a database: the journal alone knows. */
  @Override
  public void settle(ItemIdentity identity) {}

  @Override
  public long backlog(Cursor after, Known known) throws IOException {
    Scan scan = scan(after, known, Scan.MOST_ROWS);
    return scan.unknown().size() + scan.faulty();
  }

  @Override
  public CheckResult check() {
    try {
      ServerFacts facts = database.facts();
      Scan scan = scan(Cursor.START, identity -> true, Scan.MOST_ROWS);
      return new CheckResult.Fine(
          String.format(
              Locale.ROOT,
              "%s (%s)%s%s: %d rows now%s, one round trip %d ms",
              database.shown(),
              facts.product(),
              facts.user().isEmpty() ? "" : " as " + facts.user(),
              facts.encrypted() ? ", TLS" : "",
              scan.rows(),
              scan.faulty() == 0 ? "" : " (" + scan.faulty() + " without id or text)",
              facts.took().toMillis()));
    } catch (DatabaseException e) {
      return new CheckResult.Failed(e.sentence(), e.cure());
    } catch (IOException | InterruptedException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new CheckResult.Failed("the check was stopped", "run it again");
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private Scan scan(Cursor after, Known known, int limit) throws IOException {
    Scan scan = new Scan(known, limit);
    try {
      query.rows(database, after, scan);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return scan;
  }

  private SourceItem item(ItemIdentity identity, long size) {
    return new SourceItem(
        identity,
        size,
        limit -> {
          byte[] raw = raw(identity);
          if (raw == null) {
            throw new IOException("the row is gone, or has another text by now");
          }
          return raw.length <= limit ? raw : Arrays.copyOf(raw, limit);
        });
  }

  /** The row's bytes as they are now; null where there is no such row with this very text. */
  private byte @Nullable [] raw(ItemIdentity identity) throws IOException {
    var wanted = new Wanted(identity);
    try {
      if (!foundByKey(wanted, identity.key())) {
        // The database may write an id in another way than it reads it.
        query.rows(database, Cursor.START, wanted);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return wanted.raw;
  }

  private boolean foundByKey(Wanted wanted, String key)
      throws DatabaseException, InterruptedException {
    try {
      query.rowsWith(database, key, wanted);
      return wanted.raw != null;
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.STATEMENT) {
        return false;
      }
      throw e;
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("stopped while the database was read");
  }

  /** Waits for one row. */
  private static final class Wanted implements Database.Rows {
    private final ItemIdentity identity;
    private byte @Nullable [] raw;

    Wanted(ItemIdentity identity) {
      this.identity = identity;
    }

    @Override
    public boolean row(List<@Nullable String> columns) {
      String text = columns.get(1);
      if (text == null || !identity.key().equals(columns.get(0))) {
        return true;
      }
      byte[] bytes = PlainItem.mime(text);
      if (Hashes.sha256(bytes).equals(identity.contentHash())) {
        raw = bytes;
      }
      return raw == null;
    }
  }
}
