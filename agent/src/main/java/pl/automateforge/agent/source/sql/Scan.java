package pl.automateforge.agent.source.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.database.Database;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.PlainItem;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.Hashes;

/**
 * One pass over the rows. The cursor follows the rows as long as the journal knows them all, so
 * that nothing which is not journalled is ever behind it.
 */
final class Scan implements Database.Rows {
  static final int MOST_ROWS = 1_000_000;
  private static final int MOST_PROBLEMS = 20;

  private final Source.Known known;
  private final int limit;
  private final Map<ItemIdentity, Integer> unknown = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long faulty;
  private long rows;
  private boolean allKnown = true;
  private @Nullable String lastKnown;

  /**
   * @param limit how many items are wanted at most
   */
  Scan(Source.Known known, int limit) {
    this.known = known;
    this.limit = limit;
  }

  @Override
  public boolean row(List<@Nullable String> columns) {
    rows++;
    String id = columns.get(0);
    String text = columns.get(1);
    if (rows > MOST_ROWS) {
      problem("the query has more than " + MOST_ROWS + " rows; use :cursor to read only new ones");
      return false;
    }
    if (id == null || id.isBlank()) {
      problem("row " + rows + " of the query has no id");
    } else if (text == null) {
      problem("the row with the id " + shown(id) + " has no text");
    } else {
      item(id, PlainItem.mime(text));
    }
    return unknown.size() < limit;
  }

  private void item(String id, byte[] raw) {
    ItemIdentity identity = new ItemIdentity(SqlSource.CONTAINER, id, Hashes.sha256(raw));
    if (!known.contains(identity)) {
      allKnown = false;
      unknown.put(identity, raw.length);
    } else if (allKnown) {
      lastKnown = id;
    }
  }

  private void problem(String line) {
    allKnown = false;
    faulty++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(line);
    }
  }

  /** What is not known, with the size of each. */
  Map<ItemIdentity, Integer> unknown() {
    return unknown;
  }

  long rows() {
    return rows;
  }

  /** How many rows are no items. */
  long faulty() {
    return faulty;
  }

  List<String> problems() {
    if (faulty <= problems.size()) {
      return problems;
    }
    List<String> lines = new ArrayList<>(problems);
    lines.add("and " + (faulty - problems.size()) + " more rows that are no items");
    return lines;
  }

  Cursor next(Cursor after) {
    return lastKnown == null ? after : new Cursor(lastKnown);
  }

  private static String shown(String id) {
    String line = id.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }
}
