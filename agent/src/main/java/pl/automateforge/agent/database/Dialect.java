package pl.automateforge.agent.database;

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
