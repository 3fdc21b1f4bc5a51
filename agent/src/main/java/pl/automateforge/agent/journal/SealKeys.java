package pl.automateforge.agent.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.privacy.sealing.KeyException;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.privacy.sealing.Sealer;

/**
 * Keeps a journal under the key that seals now. The journal remembers under which keys its texts
 * may lie; where that is another one, they are sealed again, a piece at a time, so that a crash
 * leaves each text under one key or the other.
 */
final class SealKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SealKeys.class);

  /** The name under which the fingerprints are remembered, with a comma between them. */
  static final String META = "sealing";

  private static final int PIECE = 500;

  private final Statements sql;
  private final SealedTexts sealing;

  SealKeys(Connection connection, SealedTexts sealing) {
    this.sql = new Statements(connection);
    this.sealing = sealing;
  }

  /** The keys named by the journal's memory of them. */
  static Set<String> named(String meta) {
    return meta.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(meta.split(",")));
  }

  static KeyException refused(String sealedBy, Keyring keys) {
    return new KeyException(
        "the journal's texts are sealed by the key "
            + sealedBy
            + ", and at hand: "
            + keys
            + "; bind privacy.key to what it was bound to, or put the old key as a line of its own"
            + " into the file "
            + Keyring.FILE
            + " of the state folder; where that key is lost, `autoforge erase --lost-key "
            + sealedBy
            + "` empties the texts that it sealed");
  }

  /**
   * Every text lies under the key that seals now, afterwards.
   *
   * @throws KeyException where a text lies under a key that is not at hand
   */
  void settle() throws SQLException {
    try (sql) {
      Set<String> used = used();
      String now = sealing.keys().sealing();
      if (used.equals(Set.of(now))) {
        return;
      }
      for (String key : used) {
        if (!sealing.keys().holds(key) && lies(key)) {
          throw refused(key, sealing.keys());
        }
      }
      if (!used.isEmpty()) {
        used.add(now);
        remember(used);
        long again = again("item_text", "item", sealing::textsAgain);
        again += again("effect_text", "effect", sealing::descriptionAgain);
        LOG.info("{} texts were sealed again, by the key {}", again, now);
      }
      remember(Set.of(now));
    }
  }

  private Set<String> used() throws SQLException {
    try (ResultSet rows = sql.bind("select value from meta where name = ?", META).executeQuery()) {
      return new LinkedHashSet<>(rows.next() ? named(rows.getString(1)) : Set.of());
    }
  }

  private void remember(Set<String> keys) throws SQLException {
    sql.update(
        "insert into meta (name, value) values (?, ?)"
            + " on conflict (name) do update set value = excluded.value",
        META,
        String.join(",", keys));
  }

  private boolean lies(String key) throws SQLException {
    for (String table : List.of("item_text", "effect_text")) {
      try (ResultSet rows =
          sql.bind(
                  "select 1 from "
                      + table
                      + " where sealed is not null and lower(hex(substr(sealed, 2, 8))) = ?"
                      + " limit 1",
                  key)
              .executeQuery()) {
        if (rows.next()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Seals a text of a row again. */
  private interface Again {
    byte[] seal(String row, byte[] sealed);
  }

  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  private record Row(String id, byte[] sealed) {}

  private long again(String table, String id, Again again) throws SQLException {
    String now = sealing.keys().sealing();
    long count = 0;
    String last = "";
    List<Row> piece = piece(table, id, last);
    while (!piece.isEmpty()) {
      sql.update("begin immediate");
      for (Row row : piece) {
        if (!Sealer.fingerprint(row.sealed).equals(now)) {
          byte[] sealed = again.seal(row.id, row.sealed);
          sql.update("update " + table + " set sealed = ? where " + id + " = ?", sealed, row.id);
          count++;
        }
      }
      sql.update("commit");
      last = piece.getLast().id;
      piece = piece(table, id, last);
    }
    return count;
  }

  private List<Row> piece(String table, String id, String after) throws SQLException {
    List<Row> piece = new ArrayList<>(PIECE);
    try (ResultSet rows =
        sql.bind(
                String.format(
                    java.util.Locale.ROOT,
                    "select %2$s, sealed from %1$s where sealed is not null and %2$s > ?"
                        + " order by %2$s limit %3$d",
                    table,
                    id,
                    PIECE),
                after)
            .executeQuery()) {
      while (rows.next()) {
        piece.add(new Row(rows.getString(1), rows.getBytes(2)));
      }
    }
    return piece;
  }
}
