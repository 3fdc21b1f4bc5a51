package pl.automateforge.agent.database;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The databases that drivers are there for, as far as they differ. */
public enum Dialect {
  /** PostgreSQL, and what speaks its protocol. */
  POSTGRESQL("PostgreSQL", "jdbc:postgresql://host/database", 5432),
  /** MariaDB and MySQL. */
  MARIADB("MariaDB or MySQL", "jdbc:mariadb://host/database or jdbc:mysql://host/database", 3306),
  /** Microsoft SQL Server. */
  SQLSERVER("Microsoft SQL Server", "jdbc:sqlserver://host;databaseName=database", 1433),
  /** A file of SQLite. */
  SQLITE("SQLite", "jdbc:sqlite:file.db", 0);

  private final String words;
  private final String form;
  private final int port;

  Dialect(String words, String form, int port) {
    this.words = words;
    this.form = form;
    this.port = port;
  }

  /** Reads something by the rules of one database. */
  public interface Reading {
    void by(Dialect dialect) throws InvalidSqlException;
  }

  /**
   * What is wrong by the rules of the database that an address is of; where a slot hides which that
   * is, what is wrong by the rules of each.
   *
   * @param url as the spec has it
   */
  public static Optional<String> refusal(String url, Reading reading) {
    Optional<String> first = Optional.empty();
    for (Dialect dialect : possible(url.strip())) {
      try {
        reading.by(dialect);
        return Optional.empty();
      } catch (InvalidSqlException e) {
        first = first.or(() -> Optional.of(e.sentence()));
      }
    }
    return first;
  }

  private static List<Dialect> possible(String url) {
    List<Dialect> written = Arrays.stream(values()).filter(dialect -> dialect.isOf(url)).toList();
    return written.isEmpty() ? List.of(values()) : written;
  }

  private boolean isOf(String url) {
    return Arrays.stream(form.split(" or ", -1))
        .map(one -> one.substring(0, one.indexOf(':', "jdbc:".length()) + 1))
        .anyMatch(url::startsWith);
  }

  /** Its name for a person. */
  public String words() {
    return words;
  }

  /** How an address of it looks. */
  String form() {
    return form;
  }

  /** Where it listens unless the address says otherwise. */
  int port() {
    return port;
  }

  boolean hasBackslashes() {
    return this == MARIADB;
  }

  boolean hasHashComments() {
    return this == MARIADB;
  }

  boolean hasBackticks() {
    return this == MARIADB || this == SQLITE;
  }

  boolean hasBrackets() {
    return this == SQLSERVER || this == SQLITE;
  }

  boolean nestsComments() {
    return this == POSTGRESQL || this == SQLSERVER;
  }

  /**
   * Whether what was not committed certainly left nothing behind. MariaDB and MySQL have tables
   * without transactions.
   */
  boolean undoesWhatBroke() {
    return this != MARIADB;
  }

  /** An identifier as part of a statement: bare where it can be, since quoting changes its case. */
  public String identifier(String name) {
    if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return name;
    }
    return this == MARIADB
        ? '`' + name.replace("`", "``") + '`'
        : '"' + name.replace("\"", "\"\"") + '"';
  }
}
