package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRefusalTests {
  private static final String SECRET = "hunter2-Qx7";
  private static final String CLEAR =
      ": a secret in clear (value not shown); expected a slot such as \"${NAME}\", which each"
          + " environment binds";

  @TempDir Path folder;

  private List<String> everySecretIn(String fixture) {
    return Specs.text(fixture)
        .replaceAll(
            "(?<=(apiKey|assword|Secret|refreshToken|token|secret|key|webhook): \")[^\"]*", SECRET)
        .lines()
        .toList();
  }

  @Test
  void refusesEverySecretInClearAndShowsNone() {
    Specs.write(folder, "desk.csv", Specs.text("desk.csv"));
    SpecReading reading = Specs.read(folder, String.join("\n", everySecretIn("every-key.yaml")));
    assertThat(reading.errors())
        .filteredOn(p -> p.toString().contains(CLEAR))
        .extracting(Problem::path)
        .containsExactly(
            "model.apiKey",
            "source.auth.clientSecret",
            "source.auth.refreshToken",
            "mail.smtp.auth.password",
            "actions.tell-team.webhook",
            "actions.tell-room.token",
            "actions.post.webhook",
            "actions.hook.secret",
            "actions.ticket.auth.key",
            "privacy.key");
    assertThat(reading.problems()).noneMatch(p -> p.toString().contains(SECRET));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Bearer ${KEY}"       | text around the slot ${KEY} (not shown), a secret in clear
          "${KEY}hunter2-Qx7"   | text around the slot ${KEY} (not shown), a secret in clear
          "${A}${B}"            | text around the slot ${A} (not shown), a secret in clear
          "${KEY:-hunter2-Qx7}" | the slot ${KEY} has a default, a secret in clear (not shown)
          "$KEY"                | not a slot (value not shown)
          "${KEY"               | not a slot (value not shown)
          "${1KEY}"             | not a slot (value not shown)
          """)
  void refusesWhatIsNotExactlyOneSlot(String value, String reason) {
    String text = Specs.minimal("anthropic}", "anthropic, apiKey: " + value + "}");
    assertThat(Specs.read(folder, text).errors())
        .extracting(Problem::message)
        .containsExactly(
            reason + "; expected a slot such as \"${NAME}\", which each environment binds");
  }

  @Test
  void refusesAListOfSecretsWithoutShowingThem() {
    String text = Specs.minimal("anthropic}", "anthropic, apiKey: [" + SECRET + "]}");
    assertThat(Specs.errors(folder, text))
        .containsExactly(
            "line 4, column 38: error: model.apiKey: a value (not shown) stands here; expected a slot"
                + " such as \"${NAME}\", which each environment binds");
  }

  @Test
  void refusesALoginThatIsNoMappingWithoutShowingIt() {
    String text =
        Specs.minimal(
            "{type: folder, path: mails}",
            "{type: imap, host: mail.acme.example, auth: " + SECRET + "}");
    assertThat(Specs.errors(folder, text))
        .anyMatch(e ->
            e.endsWith(
                "source.auth: a value (not shown) stands here; expected a mapping with type: one"
                    + " of password, oauth2"))
        .noneMatch(e -> e.contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bob:hunter2-Qx7@desk.acme.example/in",
        "https://hunter2-Qx7@desk.acme.example/in",
        "https://bob:${P:-hunter2-Qx7}@desk.acme.example/in",
        "https://desk.acme.example/in?token=hunter2-Qx7",
        "https://${HOST}/in?a=1&key=hunter2-Qx7",
      })
  void refusesASecretWithinAnAddress(String url) {
    String text =
        Specs.minimal("{type: file, path: out.jsonl}", "{type: webhook, url: \"" + url + "\"}");
    assertThat(Specs.errors(folder, text))
        .containsExactly(
            "line 10, column 30: error: actions.note.url: a secret in clear: user info or a key"
                + " stands in the address (not shown); put the whole address, or that part, into a"
                + " slot; expected a URL such as https://api.acme.example/v1, or a slot such as \"${NAME}\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://desk.acme.example/in",
        "https://bob:${PASSWORD}@desk.acme.example/in",
        "https://${USER}:${PASSWORD}@desk.acme.example/in",
        "https://desk.acme.example/in?token=${TOKEN}",
        "${DESK_URL}",
        "http://${HOST:-localhost}:${PORT:-8080}/",
      })
  void takesAnAddressWhoseSecretsAreSlots(String url) {
    String text =
        Specs.minimal("{type: file, path: out.jsonl}", "{type: webhook, url: \"" + url + "\"}");
    assertThat(Specs.errors(folder, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://bob:hunter2-Qx7@db.acme.example/letters",
        "jdbc:postgresql://db.acme.example/letters?user=bob&password=hunter2-Qx7",
        "jdbc:oracle:thin:bob/hunter2-Qx7@db.acme.example:1521/letters",
      })
  void refusesASecretWithinTheAddressOfADatabase(String url) {
    String text =
        Specs.minimal(
            "{type: file, path: out.jsonl}",
            "{type: sql, url: \"" + url + "\", statement: \"select 1\"}");
    assertThat(Specs.errors(folder, text))
        .anyMatch(e -> e.contains("actions.note.url: a secret in clear"))
        .noneMatch(e -> e.contains("hunter2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          goal: "For ${CLIENT}"                | goal
          timezone: "${ZONE}"                  | timezone
          limits: {itemsPerRun: "${ITEMS}"}    | limits.itemsPerRun
          privacy: {dataMayLeave: "${LEAVE}"}  | privacy.dataMayLeave
          prompt: {rules: ["${RULE:-hunter2}"]} | prompt.rules[0]
          log: {file: "${HOME}/agent.log"}     | log.file
          language: "${LANG}"                  | language
          schedule: {every: "${EVERY}"}        | schedule.every
          privacy: {inside: ["${INSIDE}"]}     | privacy.inside[0]
          """)
  void refusesASlotAnywhereElse(String yaml, String path) {
    List<Problem> errors = Specs.read(folder, Specs.minimalAnd(yaml)).errors();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().path()).isEqualTo(path);
    assertThat(errors.getFirst().message())
        .startsWith("the slot ${")
        .contains("} is not allowed here: slots stand only in addresses, login names and secrets")
        .doesNotContain("hunter2");
  }

  @Test
  void refusesASlotThatIsNotClosedInAnAddress() {
    String text = Specs.minimal("anthropic}", "anthropic, baseUrl: \"https://${HOST/v1\"}");
    assertThat(Specs.errors(folder, text))
        .containsExactly(
            "line 4, column 39: error: model.baseUrl: a slot that is not closed or has no name;"
                + " expected a URL such as https://api.acme.example/v1, or a slot such as"
                + " \"${NAME}\"");
  }

  @Test
  void refusesALiteralThatIsNoAddress() {
    String text = Specs.minimal("anthropic}", "anthropic, baseUrl: api.acme.example}");
    assertThat(Specs.errors(folder, text))
        .containsExactly(
            "line 4, column 39: error: model.baseUrl: \"api.acme.example\" does not fit; expected a"
                + " URL such as https://api.acme.example/v1, or a slot such as \"${NAME}\"");
  }
}
