package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;

/** The demo over a mailbox that is a person's own: a stand-in on this machine takes its part. */
class DemoMailboxTests {
  private static final String PASSWORD = "app password 7f3a";

  @TempDir private Path temp;

  private final MailStandIn server;

  DemoMailboxTests() throws IOException {
    server =
        MailStandIn.start(
            MailOptions.DEFAULT.withLogin("jan@acme.example", PASSWORD).withMails(30, 5),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String url() {
    return "imap://jan%40acme.example@127.0.0.1:" + server.imapPort();
  }

  private Ended demo(String password, String... more) throws Exception {
    List<String> words =
        Stream.concat(
                Stream.of("demo", "--dir", temp.resolve("demo").toString(), "--mailbox"),
                Stream.of(more))
            .toList();
    try (Child child =
        Child.start(temp, Map.of("IMAP_PASSWORD", password), words.toArray(String[]::new))) {
      int code = child.exitCode();
      return new Ended(code, child.out(), child.err());
    }
  }

  @Test
  void showsWhatItWouldDoAndChangesNothing() throws Exception {
    Map<String, List<String>> before = contents();

    Ended ended = demo(PASSWORD, url(), "--language", "en");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("jan@acme.example, 127.0.0.1:", "only observes", "30 of 30 mails");
    assertThat(ended.out())
        .contains(
            "30 mails were read and decided",
            "sums balance",
            "invoice: would note it in decyzje.jsonl, move it to \"Faktury\"",
            "would wait for you",
            "learned from examples of an invented office",
            "read -rs IMAP_PASSWORD",
            "not even as read")
        .doesNotContain("{0}", "{1}", "null", "95 %");
    assertThat(contents()).isEqualTo(before);
    assertThat(temp.resolve("demo/out/decyzje.jsonl")).doesNotExist();
  }

  @Test
  void speaksPolishThereToo() throws Exception {
    Ended ended = demo(PASSWORD, url() + "/INBOX", "--language", "pl");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("Suma się zgadza", "Faktury: zrobiłby: wpis w pliku", "nikt nie policzył");
  }

  @Test
  void writesThePasswordNowhere() throws Exception {
    Ended ended = demo(PASSWORD, url(), "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(ended.out());
    assertThat(result.path("mode").asText()).isEqualTo("observe");
    assertThat(result.path("taken").asInt()).isEqualTo(30);
    assertThat(result.has("accuracy")).isFalse();
    assertThat(ended.out() + ended.err()).doesNotContain(PASSWORD);
    assertThat(Files.readString(temp.resolve("demo/.env"))).contains("IMAP_USER=jan@acme.example");
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8))
            .as(file.toString())
            .doesNotContain(PASSWORD);
      }
    }
  }

  @Test
  void saysWhyTheMailboxCannotBeRead() throws Exception {
    Ended ended = demo("wrong", url());

    assertThat(ended.code()).isEqualTo(ExitCode.NO);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("jan@acme.example at 127.0.0.1:", "refused the login", "check the login name")
        .doesNotContain("\tat ");
  }

  @Test
  void wantsAPasswordWhereNobodyCanBeAsked() throws Exception {
    Ended ended = demo("", url());

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("IMAP_PASSWORD in the environment");
    assertThat(temp.resolve("demo")).doesNotExist();
  }

  @Test
  void readsAddressesAsPeopleWriteThem() {
    MailboxAddress plain = MailboxAddress.of("imaps://jan@acme.example@imap.acme.example");
    assertThat(plain.user()).isEqualTo("jan@acme.example");
    assertThat(plain.shown()).isEqualTo("jan@acme.example, imap.acme.example:993, INBOX");
    assertThat(plain.mailbox().encrypted()).isTrue();

    MailboxAddress full =
        MailboxAddress.of("IMAPS://a%2Fb+c@[2001:db8::1]:1993/Klienci/%C5%81%20x");
    assertThat(full.shown()).isEqualTo("a/b+c, 2001:db8::1:1993, Klienci/Ł x");

    MailboxAddress here = MailboxAddress.of("imap://jan@localhost");
    assertThat(here.mailbox().port()).isEqualTo(143);
    assertThat(here.mailbox().encrypted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imap.acme.example",
        "https://jan@imap.acme.example",
        "imaps://imap.acme.example",
        "imaps://jan:s3cret@imap.acme.example",
        "imap://jan@imap.acme.example",
        "imap://jan@127.0.0.1.acme.example",
        "imaps://jan@imap.acme.example:0",
        "imaps://jan@imap.acme.example:70000",
        "imaps://jan%4@imap.acme.example",
        "imaps://jan%0Ax@imap.acme.example",
        "imaps://jan@imap acme"
      })
  void refusesWhatIsNoAddressWithoutRepeatingIt(String written) {
    assertThatThrownBy(() -> MailboxAddress.of(written))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("--mailbox")
        .hasMessageNotContaining("s3cret");
  }

  /** The server takes back this flag by itself from whatever some client saw listed. */
  private static List<String> lasting(List<String> flags) {
    return flags.stream().filter(flag -> !flag.equals("\\Recent")).toList();
  }

  /** Every mail with its flags, by folder. */
  private Map<String, List<String>> contents() {
    Map<String, List<String>> all = new java.util.TreeMap<>();
    server
        .folders()
        .forEach((folder, mails) ->
            all.put(folder, mails.stream().map(m -> m.uid() + " " + lasting(m.flags())).toList()));
    return all;
  }
}
