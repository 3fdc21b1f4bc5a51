package pl.automateforge.agent.action.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.database.Dialect;
import pl.automateforge.agent.database.SqlText;
import pl.automateforge.agent.database.Token;

/**
 * Tells from a statement's words whether running it twice leaves what running it once leaves. Only
 * forms that are understood whole are taken for harmless.
 */
final class RepeatRules {
  private static final Set<String> EFFECT = Set.of("effect", "id");
  private static final Set<String> CONSTANTS = Set.of("null", "true", "false", "default");
  private static final Set<String> MOVING =
      Set.of("select", "limit", "top", "from", "join", "order", "fetch", "rand", "random", "with");

  private final SqlText sql;
  private final Clauses clauses;

  private RepeatRules(SqlText sql) {
    this.sql = sql;
    this.clauses = new Clauses(sql.tokens());
  }

  static Repeating of(SqlText sql) {
    return new RepeatRules(sql).judge();
  }

  private Repeating judge() {
    if (clauses.take("update")) {
      return update() ? new Repeating.Harmless() : new Repeating.Doubles();
    }
    if (sql.parameters().stream().noneMatch(EFFECT::contains)) {
      return new Repeating.Doubles();
    }
    if (clauses.take("merge")) {
      return merge() ? new Repeating.Harmless() : new Repeating.Doubles();
    }
    boolean replaces = clauses.take("replace");
    if (replaces || clauses.take("insert")) {
      Insert insert = insert(replaces);
      return insert == null ? new Repeating.Doubles() : insert.repeating();
    }
    return new Repeating.Doubles();
  }

  /** Sets parameters and constants where a parameter says which rows. */
  private boolean update() {
    if (sql.tokens().stream().anyMatch(token -> MOVING.stream().anyMatch(token::is))) {
      return false;
    }
    clauses.itemsUpTo("set");
    if (!clauses.take("set") || !areFixed(clauses.itemsUpTo("where"))) {
      return false;
    }
    return clauses.take("where")
        && clauses.rest().stream().anyMatch(token -> token.kind() == Token.Kind.PARAMETER);
  }

  /** Inserts only where the effect is not there, stores it there, and changes nothing that is. */
  private boolean merge() {
    List<String> aliases = aliasesOfEffect(flat(clauses.itemsUpTo("on")));
    if (!clauses.take("on")) {
      return false;
    }
    List<Token> on = flat(clauses.itemsUpTo("when"));
    boolean byEffect = on.stream().anyMatch(token -> isEffect(token) || isOneOf(aliases, token));
    if (!byEffect
        || on.stream().anyMatch(token -> token.is("or") || token.is("not") || token.is("<"))
        || !clauses.take("when", "not", "matched", "then", "insert")) {
      return false;
    }
    List<List<Token>> columns = clauses.list();
    List<List<Token>> values = clauses.take("values") ? clauses.list() : null;
    return columns != null
        && values != null
        && values.size() == columns.size()
        && clauses.ends()
        && storesEffect(columns, values, aliases, on);
  }

  /** Whether the effect goes into a column by which it is looked for. */
  private static boolean storesEffect(
      List<List<Token>> columns, List<List<Token>> values, List<String> aliases, List<Token> on) {
    List<String> names = names(columns);
    for (int i = 0; i < values.size(); i++) {
      List<Token> value = values.get(i);
      boolean direct = value.size() == 1 && isEffect(value.getFirst());
      boolean aliased =
          (value.size() == 1 || (value.size() == 3 && value.get(1).is(".")))
              && isOneOf(aliases, value.getLast());
      String column = names.get(i);
      if ((direct || aliased)
          && on.stream().anyMatch(token -> token.isName() && token.text().equals(column))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(List<String> names, Token token) {
    return token.isName() && names.contains(token.text());
  }

  private static List<String> aliasesOfEffect(List<Token> tokens) {
    return IntStream.range(0, Math.max(0, tokens.size() - 2))
        .filter(i -> isEffect(tokens.get(i)) && tokens.get(i + 1).is("as"))
        .mapToObj(i -> tokens.get(i + 2).text())
        .toList();
  }

  /** An insert of one row that stores the effect. */
  private record Insert(
      @Nullable String schema, String table, String column, boolean proven, boolean careful) {
    Repeating repeating() {
      if (!careful) {
        return new Repeating.Doubles();
      }
      return proven
          ? new Repeating.Harmless()
          : new Repeating.HarmlessIfUnique(schema, table, column);
    }
  }

  private @Nullable Insert insert(boolean replaces) {
    boolean ignores = replaces || ignores();
    String schema = null;
    String table = clauses.take("into") ? clauses.name() : null;
    if (table != null && clauses.take(".")) {
      schema = table;
      table = clauses.name();
    }
    List<List<Token>> columns = table == null ? null : clauses.list();
    List<List<Token>> values = columns == null || !clauses.take("values") ? null : clauses.list();
    if (table == null || columns == null || values == null || values.size() != columns.size()) {
      return null;
    }
    String column = columnOfEffect(columns, values);
    if (column == null) {
      return null;
    }
    if (ignores && sql.dialect() != Dialect.POSTGRESQL) {
      return new Insert(schema, table, column, false, clauses.ends());
    }
    return switch (sql.dialect()) {
      case POSTGRESQL, SQLITE -> onConflict(schema, table, column, columns, values);
      case MARIADB ->
          new Insert(
              schema,
              table,
              column,
              false,
              clauses.take("on", "duplicate", "key", "update") && areFixed(clauses.itemsUpTo()));
      case SQLSERVER -> null;
    };
  }

  private boolean ignores() {
    return switch (sql.dialect()) {
      case MARIADB -> clauses.take("ignore");
      case SQLITE -> clauses.take("or", "ignore") || clauses.take("or", "replace");
      case POSTGRESQL, SQLSERVER -> false;
    };
  }

  private @Nullable Insert onConflict(
      @Nullable String schema,
      String table,
      String column,
      List<List<Token>> columns,
      List<List<Token>> values) {
    if (!clauses.take("on", "conflict")) {
      return null;
    }
    List<List<Token>> target = clauses.list();
    if (target != null && !isStored(target, column, columns, values)) {
      return null;
    }
    boolean careful =
        clauses.take("do", "nothing")
            || (clauses.take("do", "update", "set")
                && areFixed(clauses.itemsUpTo("where", "returning")));
    boolean whole = clauses.ends() || clauses.take("returning");
    return new Insert(schema, table, column, target != null, careful && whole);
  }

  /** Whether the target holds the effect, and nothing that a second run would fill otherwise. */
  private static boolean isStored(
      List<List<Token>> target,
      String effect,
      List<List<Token>> columns,
      List<List<Token>> values) {
    boolean holdsEffect = false;
    for (List<Token> part : target) {
      int at = part.size() == 1 ? names(columns).indexOf(part.getFirst().text()) : -1;
      if (at < 0 || !isFixed(values.get(at))) {
        return false;
      }
      holdsEffect |= part.getFirst().text().equals(effect);
    }
    return holdsEffect;
  }

  private static @Nullable String columnOfEffect(
      List<List<Token>> columns, List<List<Token>> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).size() == 1 && isEffect(values.get(i).getFirst())) {
        return names(columns).get(i);
      }
    }
    return null;
  }

  private static List<String> names(List<List<Token>> columns) {
    return columns.stream()
        .map(column ->
            column.size() == 1 && column.getFirst().isName() ? column.getFirst().text() : "")
        .toList();
  }

  private static boolean areFixed(List<List<Token>> assignments) {
    return !assignments.isEmpty() && assignments.stream().allMatch(RepeatRules::isFixedAssignment);
  }

  private static boolean isFixedAssignment(List<Token> tokens) {
    int equals = 0;
    while (equals < tokens.size() && !tokens.get(equals).is("=")) {
      equals++;
    }
    boolean named =
        equals > 0
            && tokens.subList(0, equals).stream()
                .allMatch(token -> token.isName() || token.is("."));
    return named && equals < tokens.size() && isFixed(tokens.subList(equals + 1, tokens.size()));
  }

  /** A parameter, a constant, or the value that would have been inserted; casts are allowed. */
  private static boolean isFixed(List<Token> value) {
    if (value.size() == 3 && value.get(1).is("::") && value.get(2).isName()) {
      return isFixed(value.subList(0, 1));
    }
    if (value.size() == 1) {
      Token one = value.getFirst();
      return one.kind() == Token.Kind.PARAMETER
          || one.kind() == Token.Kind.LITERAL
          || (one.kind() == Token.Kind.WORD && CONSTANTS.contains(one.text()));
    }
    boolean excluded =
        value.size() == 3
            && value.get(0).is("excluded")
            && value.get(1).is(".")
            && value.get(2).isName();
    boolean values =
        value.size() == 4
            && value.get(0).is("values")
            && value.get(1).is("(")
            && value.get(2).isName()
            && value.get(3).is(")");
    return excluded || values;
  }

  private static boolean isEffect(Token token) {
    return token.kind() == Token.Kind.PARAMETER && EFFECT.contains(token.text());
  }

  private static List<Token> flat(List<List<Token>> items) {
    return items.stream().flatMap(List::stream).toList();
  }
}
