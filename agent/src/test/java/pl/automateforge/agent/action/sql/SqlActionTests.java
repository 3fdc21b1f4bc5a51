package pl.automateforge.agent.action.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.database.InvalidSqlException;
import pl.automateforge.agent.database.PostgresServer;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.Egresses;

class SqlActionTests {
  private static final Path FOLDER = Path.of("/");
  private static final String INSERT =
      "insert into mails(effect, subject) values (:effect, :subject)";
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.get();
  }

  @BeforeEach
  void createTable() {
    server.sql(
        """
        drop table if exists mails;
        create table mails(effect text primary key, subject text check (length(subject) < 100))
        """);
  }

  @Test
  void neverMakesAValuePartOfTheStatement() throws Exception {
    EffectRequest plain = Effects.request("inject");
    String hostile = "'); drop table mails; -- :effect ? $1 \\' \"";
    EffectRequest request =
        new EffectRequest(
            plain.effect(), "a", "i", "c", 1, hostile, hostile, hostile, Map.of(), Effects.ORIGIN);
    try (SqlAction action = action(INSERT)) {
      assertThat(action.perform(request, false)).isInstanceOf(EffectResult.Done.class);
    }
    try (Connection connection = server.connection();
        var result = connection.createStatement().executeQuery("select subject from mails")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo(hostile);
    }
  }

  @Test
  void refusesWithTheStateAndNeverTheValues() throws Exception {
    try (SqlAction action = action(INSERT)) {
      action.perform(Effects.request("twice"), false);

      assertThat(action.perform(Effects.request("twice"), false))
          .isInstanceOfSatisfying(
              EffectResult.Refused.class,
              refused ->
                  assertThat(refused.cause())
                      .contains("SQLSTATE 23505: a constraint forbids it")
                      .doesNotContain(Effects.request("twice").effect(), Effects.SUBJECT));
      // The connection that failed is not used again.
      assertThat(action.perform(Effects.request("other"), false))
          .isInstanceOf(EffectResult.Done.class);
    }
  }

  @Test
  void putsOffWhatALockHoldsUp() throws Exception {
    try (Connection holder = server.connection();
        Statement lock = holder.createStatement();
        SqlAction action =
            SqlActions.made(
                server.url(), INSERT, FOLDER, Duration.ofMillis(500), SqlActions.EGRESS)) {
      holder.setAutoCommit(false);
      lock.execute("lock table mails in access exclusive mode");

      assertThat(action.perform(Effects.request("locked"), false))
          .isInstanceOf(EffectResult.NotNow.class);

      holder.rollback();
      assertThat(action.perform(Effects.request("locked"), true))
          .isInstanceOf(EffectResult.Done.class);
    }
    assertThat(server.number("select count(*) from mails")).isOne();
  }

  @Test
  void givesUpAtOnceWhenItIsInterrupted() throws Exception {
    try (Connection holder = server.connection();
        Statement lock = holder.createStatement();
        SqlAction action = action(INSERT)) {
      holder.setAutoCommit(false);
      lock.execute("lock table mails in access exclusive mode");
      var results = new java.util.concurrent.SynchronousQueue<EffectResult>();
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  EffectResult result = action.perform(Effects.request("stopped"), false);
                  assertThat(Thread.interrupted()).isTrue();
                  results.put(result);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      awaitWaiter();

      thread.interrupt();

      assertThat(results.take())
          .isInstanceOfSatisfying(
              EffectResult.NotNow.class,
              notNow -> assertThat(notNow.cause()).contains("stopped, before the commit"));
      holder.rollback();
    }
    assertThat(server.number("select count(*) from mails")).isZero();
  }

  private static void awaitWaiter() {
    while (server.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
        == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void neverDoublesARowWhereTheKeyIsMissing() throws Exception {
    server.sql("drop table mails; create table mails(effect text, subject text)");
    try (SqlAction action = action(INSERT + " on conflict do nothing")) {
      assertThat(action.effectClass()).isEqualTo(EffectClass.A);
      assertThat(action.perform(Effects.request("keyless"), false))
          .isInstanceOfSatisfying(
              EffectResult.Refused.class,
              refused -> assertThat(refused.cause()).contains("has no unique key"));
      assertThat(action.check()).isInstanceOf(CheckResult.Failed.class);
    }
    assertThat(server.number("select count(*) from mails")).isZero();
  }

  @Test
  void checksTheStatementWithoutRunningIt() throws Exception {
    try (SqlAction action = action("insert into mails(efect) values (:effect)")) {
      assertThat(action.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class,
              failed -> assertThat(failed.detail()).contains("SQLSTATE 42703", "efect"));
    }
  }

  @Test
  void namesTheParameterThatNothingFills() {
    assertThatThrownBy(() -> action("insert into mails(effect) values (:efect)"))
        .hasRootCauseInstanceOf(InvalidSqlException.class)
        .rootCause()
        .hasMessageContaining("line 1, column 35: the parameter :efect is not known")
        .hasMessageContaining(":summary, :deadline");
  }

  @Test
  void connectsToTheCheckedAddressAndVerifiesTheName() throws Exception {
    Egress egress = Egresses.ofOtherMachines(Map.of(PostgresServer.NAME, "127.0.0.1"));
    String url = remote(PostgresServer.NAME) + "?sslrootcert=" + server.certificate();
    try (SqlAction action = SqlActions.made(url, INSERT, FOLDER, Duration.ofSeconds(20), egress)) {
      assertThat(action.check())
          .isInstanceOfSatisfying(
              CheckResult.Fine.class, fine -> assertThat(fine.detail()).contains(", TLS"));
      assertThat(action.perform(Effects.request("tls"), false))
          .isInstanceOf(EffectResult.Done.class);
    }
  }

  @Test
  void refusesACertificateOfAnotherNameOrOfNobodyTrusted() throws Exception {
    Egress egress =
        Egresses.ofOtherMachines(
            Map.of(PostgresServer.NAME, "127.0.0.1", "other.acme.example", "127.0.0.1"));
    String other = remote("other.acme.example") + "?sslrootcert=" + server.certificate();
    for (String url : new String[] {other, remote(PostgresServer.NAME)}) {
      try (SqlAction action =
          SqlActions.made(url, INSERT, FOLDER, Duration.ofSeconds(20), egress)) {
        assertThat(action.perform(Effects.request("tls"), false))
            .isInstanceOf(EffectResult.NotNow.class);
        assertThat(action.check()).isInstanceOf(CheckResult.Failed.class);
      }
    }
    assertThat(server.number("select count(*) from mails")).isZero();
  }

  @Test
  void refusesAWayToAnotherMachineThatIsNotVerified() {
    Egress egress = Egresses.ofOtherMachines(Map.of(PostgresServer.NAME, "127.0.0.1"));
    for (String mode : new String[] {"disable", "prefer", "require", "verify-ca"}) {
      assertThatThrownBy(() ->
              SqlActions.made(
                  remote(PostgresServer.NAME) + "?sslmode=" + mode,
                  INSERT,
                  FOLDER,
                  Duration.ofSeconds(20),
                  egress))
          .isInstanceOfSatisfying(
              UnfitDatabaseException.class, e -> assertThat(e.unsafe()).isTrue())
          .hasMessageContaining("plain text goes to this machine only");
    }
  }

  private static String remote(String name) {
    return server.url().replace("127.0.0.1", name);
  }

  private static SqlAction action(String statement) {
    return SqlActions.of(server.url(), statement, FOLDER);
  }
}
