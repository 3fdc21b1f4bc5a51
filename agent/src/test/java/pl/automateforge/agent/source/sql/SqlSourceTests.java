package pl.automateforge.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.database.BoundUrl;
import pl.automateforge.agent.database.InvalidSqlException;
import pl.automateforge.agent.database.PostgresServer;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.Egresses;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.SourceSpec;

class SqlSourceTests {
  static final Limits LIMITS =
      new Limits(
          50,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          16,
          Limits.OnOverlap.SKIP);
  private static final Egress EGRESS = Egresses.resolving(Map.of(), "127.0.0.1");
  private static final String ALL = "select id, body from letters order by id";
  private static final String NEW =
      "select id, body from letters where id > coalesce(:cursor, 0) order by id";

  private static PostgresServer server;
  private final Set<ItemIdentity> journal = new HashSet<>();

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.get();
  }

  @BeforeEach
  void createTable() {
    server.sql("drop table if exists letters; create table letters(id bigint, body text)");
  }

  @Test
  void saysWhichRowsAreNoItems() throws Exception {
    server.sql("insert into letters values (1, 'a'), (null, 'b'), (3, null)");
    try (SqlSource source = source(ALL)) {
      Source.Batch batch = source.fetch(Cursor.START, journal::contains, 10);

      assertThat(batch.items()).hasSize(1);
      assertThat(batch.problems())
          .containsExactly("the row with the id 3 has no text", "row 3 of the query has no id");
      assertThat(source.backlog(Cursor.START, journal::contains)).isEqualTo(3);
    }
  }

  @Test
  void takesAChangedTextForAnotherItem() throws Exception {
    server.sql("insert into letters values (1, 'a')");
    try (SqlSource source = source(ALL)) {
      journal(source.fetch(Cursor.START, journal::contains, 10));
      server.sql("update letters set body = 'b'");

      assertThat(source.fetch(Cursor.START, journal::contains, 10).items()).hasSize(1);
    }
  }

  @Test
  void neverMovesTheCursorPastWhatIsNotJournalled() throws Exception {
    server.sql("insert into letters select n, 'text ' || n from generate_series(1, 10) n");
    try (SqlSource source = source(NEW)) {
      Source.Batch first = source.fetch(Cursor.START, journal::contains, 4);
      assertThat(first.next()).isEqualTo(Cursor.START);
      journal(first);
      Source.Batch second = source.fetch(first.next(), journal::contains, 4);
      assertThat(second.next()).isEqualTo(new Cursor("4"));
      // The second batch is lost, and comes again.
      Source.Batch again = source.fetch(second.next(), journal::contains, 4);
      assertThat(again.items())
          .extracting(item -> item.identity().key())
          .containsExactly("5", "6", "7", "8");
    }
  }

  @Test
  void findsTheRowEvenWhereTheQueryCannotBeWrapped() throws Exception {
    server.sql("insert into letters values (7, 'seven')");
    try (SqlSource source = source("select id, body, id as body2, id from letters -- all")) {
      Source.Batch batch = source.fetch(Cursor.START, journal::contains, 10);
      assertThat(new String(batch.items().getFirst().raw().read(1000), StandardCharsets.UTF_8))
          .endsWith("\r\n\r\nseven");
    }
  }

  @Test
  void changesNothingWhateverTheQueryCalls() throws Exception {
    server.sql("insert into letters values (1, 'a')");
    server.sql(
        "create or replace function spoil() returns bigint language plpgsql as"
            + " 'begin delete from letters; return 1; end'");
    try (SqlSource source = source("select spoil() as id, 'x' as body")) {
      assertThatThrownBy(() -> source.fetch(Cursor.START, journal::contains, 10))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("SQLSTATE 25006: the transaction is read-only");
    }
    assertThat(server.number("select count(*) from letters")).isOne();
  }

  @Test
  void connectsAgainAfterTheServerCutTheConnection() throws Exception {
    server.sql("insert into letters values (1, 'a')");
    try (SqlSource source = source(ALL)) {
      assertThat(source.fetch(Cursor.START, journal::contains, 10).items()).hasSize(1);
      server.sql(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'AutoForge'");
      try {
        source.backlog(Cursor.START, journal::contains);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("PostgreSQL at 127.0.0.1");
      }
      assertThat(source.fetch(Cursor.START, journal::contains, 10).items()).hasSize(1);
    }
  }

  @Test
  void endsAQueryThatTakesTooLong() throws Exception {
    Limits hasty =
        new Limits(
            50,
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofMinutes(1),
            16,
            Limits.OnOverlap.SKIP);
    try (SqlSource source =
        SqlSource.of(
            spec("select 1 as id, 'x' as body from pg_sleep(60)"),
            new BoundUrl(server.url()),
            EGRESS,
            hasty,
            Path.of("/"))) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> source.fetch(Cursor.START, journal::contains, 10))
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void saysWhoItIsAndHowManyRowsWait() throws Exception {
    server.sql("insert into letters values (1, 'a'), (2, null)");
    try (SqlSource source = source(ALL)) {
      assertThat(source.check())
          .isInstanceOfSatisfying(
              CheckResult.Fine.class,
              fine ->
                  assertThat(fine.detail())
                      .contains("PostgreSQL at 127.0.0.1", "as agent", "2 rows now (1 without id")
                      .doesNotContain(PostgresServer.PASSWORD));
    }
  }

  @Test
  void saysThatTheLoginIsRefusedWithoutThePassword() throws Exception {
    String url = server.url().replace("s3cret", "wr0ng");
    try (SqlSource source =
        SqlSource.of(spec(ALL), new BoundUrl(url), EGRESS, LIMITS, Path.of("/"))) {
      assertThat(source.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class,
              failed -> {
                assertThat(failed.detail()).contains("refused the login").doesNotContain("wr0ng");
                assertThat(failed.cure()).contains("password");
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete from letters | begins with select or with",
        "select id, body from letters where id > :last | the parameter :last is not known",
        "select id, body from letters where id > :cursor order by id | id > coalesce(:cursor, 0)",
        "select id, body from letters where id > coalesce(:cursor, 0) | order by",
      })
  void refusesQueriesThatWouldMissRows(String query, String message) {
    assertThatThrownBy(() -> source(query))
        .isInstanceOf(InvalidSqlException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnAddressThatThePolicyForbids() {
    assertThatThrownBy(() ->
            SqlSource.of(
                spec(ALL),
                new BoundUrl("jdbc:postgresql://169.254.169.254/x"),
                EGRESS,
                LIMITS,
                Path.of("/")))
        .isInstanceOfSatisfying(UnfitDatabaseException.class, e -> assertThat(e.unsafe()).isTrue());
  }

  private void journal(Source.Batch batch) {
    batch.items().forEach(item -> journal.add(item.identity()));
  }

  private static SourceSpec.Sql spec(String query) {
    return new SourceSpec.Sql(new Endpoint("${DB_URL}"), query, "id", "body");
  }

  private static SqlSource source(String query) throws UnfitDatabaseException {
    return SqlSource.of(spec(query), new BoundUrl(server.url()), EGRESS, LIMITS, Path.of("/"));
  }
}
