package pl.automateforge.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTests {
  private static final Path FOLDER = Path.of("/srv/agent");

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://u:p%2B1@db.acme.example/mails, db.acme.example, 5432, mails, u, p+1",
    "jdbc:postgresql://[::1]:5433/mails?user=u&password=a+b, ::1, 5433, mails, u, a+b",
    "jdbc:mariadb://10.0.0.5/mails?user=u&password=p, 10.0.0.5, 3306, mails, u, p",
    "jdbc:mysql://u:p@db/mails, db, 3306, mails, u, p",
    "jdbc:sqlserver://db:14330;databaseName=mails;user=u;password={a;b}, db, 14330, mails, u, a;b",
  })
  void takesAddressesApart(
      String url, String host, int port, String database, String user, String password)
      throws Exception {
    DatabaseAddress address = new Addresses(FOLDER).read(url);

    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.database()).isEqualTo(database);
    assertThat(address.user()).isEqualTo(user);
    assertThat(Objects.requireNonNull(address.password()).value()).isEqualTo(password);
    assertThat(address.toString()).contains(host).doesNotContain(password, user + ":");
  }

  @Test
  void findsAFileBesideTheSpec() throws Exception {
    assertThat(new Addresses(FOLDER).read("jdbc:sqlite:data/mails.db").file())
        .isEqualTo(FOLDER.resolve("data/mails.db"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/m?socketFactory=x",
        "jdbc:postgresql://db/m?sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "jdbc:postgresql://db/m?loggerFile=/etc/x",
        "jdbc:postgresql://db/m?jaasApplicationName=x",
        "jdbc:postgresql://db/m?service=x",
        "jdbc:postgresql://db/m?xmlFactoryFactory=x",
        "jdbc:postgresql://db/m?options=-c%20x=y",
        "jdbc:mysql://db/m?allowLoadLocalInfile=true",
        "jdbc:mysql://db/m?autoDeserialize=true",
        "jdbc:mariadb://db/m?allowLocalInfile=true",
        "jdbc:mariadb://db/m?initSql=x",
        "jdbc:mariadb://db/m?credentialType=x",
        "jdbc:mariadb://db/m?tlsSocketType=x",
        "jdbc:sqlserver://db;databaseName=m;trustManagerClass=x",
        "jdbc:sqlserver://db;databaseName=m;socketFactoryClass=x",
        "jdbc:sqlserver://db;databaseName=m;hostNameInCertificate=other",
        "jdbc:sqlserver://db;databaseName=m;accessTokenCallbackClass=x",
        "jdbc:sqlserver://db;databaseName=m;keyStoreLocation=x",
      })
  void refusesParametersThatLoadOrWeaken(String url) {
    assertThatThrownBy(() -> new Addresses(FOLDER).read(url))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining("is not taken; expected one of user, password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:oracle:thin:u/s3cret@db:1521/x | there is no driver for jdbc:oracle:; known are",
        "jdbc:h2:mem:x | there is no driver for jdbc:h2:",
        "s3cret | is no jdbc: address; known are",
        "jdbc:postgresql:s3cret | is no address of PostgreSQL; expected the form",
        "jdbc:postgresql://a,b/s3cret | one host was expected",
        "jdbc:postgresql://u:s3cret@db:0/m | the port is not a number",
        "jdbc:postgresql://u:s3cret@db | the address names no database",
        "jdbc:postgresql://u:s3cret%zz@db/m | is no address of PostgreSQL",
        "jdbc:postgresql://db/m?user=a&user=s3cret | the parameter user stands there twice",
        "jdbc:mysql://address=(host=db)(port=1)/s3cret | is no address of MariaDB",
        "jdbc:sqlserver://db\\\\s3cret;databaseName=m | is no address of Microsoft SQL Server",
        "jdbc:sqlite::memory: | a database of SQLite is a file here",
        "jdbc:sqlite:file:s3cret?mode=rw | a database of SQLite is a file here",
        "jdbc:sqlite::resource:s3cret | a database of SQLite is a file here",
      })
  void refusesWhatItDoesNotKnowAndShowsNoSecret(String url, String message) {
    assertThatThrownBy(() -> new Addresses(FOLDER).read(url))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/m, BY_PLACE",
    "jdbc:postgresql://db/m?sslmode=verify-full, VERIFIED",
    "jdbc:postgresql://db/m?sslmode=require, UNVERIFIED",
    "jdbc:postgresql://db/m?sslmode=disable, UNVERIFIED",
    "jdbc:mysql://db/m?sslMode=VERIFY_IDENTITY, VERIFIED",
    "jdbc:mariadb://db/m?sslMode=trust, UNVERIFIED",
    "jdbc:sqlserver://db;databaseName=m;encrypt=true, VERIFIED",
    "jdbc:sqlserver://db;databaseName=m;encrypt=true;trustServerCertificate=true, UNVERIFIED",
    "jdbc:sqlserver://db;databaseName=m;encrypt=false, UNVERIFIED",
  })
  void countsOnlyAVerifiedWayAsEncrypted(String url, Transport transport) throws Exception {
    assertThat(new Addresses(FOLDER).read(url).transport()).isEqualTo(transport);
  }
}
