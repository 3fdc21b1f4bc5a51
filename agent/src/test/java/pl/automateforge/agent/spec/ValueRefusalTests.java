package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRefusalTests {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: Acme          | "Acme" does not fit; expected 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends
          language: polish    | "polish" is not known; expected one of pl, en, multilingual
          timezone: Europe/Warsav | "Europe/Warsav" is not a time zone; expected a time zone such as Europe/Warsaw or UTC; did you mean Europe/Warsaw?
          limits: {itemsPerRun: 0}      | 0 is out of range; expected a whole number from 1 to 100000
          limits: {itemsPerRun: "5"}    | "5" is a text; write the number without quotes; expected a whole number from 1 to 100000
          limits: {itemsPerRun: 1.5}    | 1.5 is not a whole number; expected a whole number from 1 to 100000
          limits: {itemsPerRun: many}   | "many" is not a number; expected a whole number from 1 to 100000
          limits: {concurrency: 1001}   | 1001 is out of range; expected a whole number from 1 to 1000
          limits: {connectTimeout: 10}  | "10" is not a duration: a whole number and ms, s, m, h or d; expected a duration such as 30s, 15m, 72h or 90d, 10ms to 5m
          limits: {connectTimeout: 1h}  | 1h is out of range; expected a duration such as 30s, 15m, 72h or 90d, 10ms to 5m
          limits: {itemTimeout: 1.5h}   | "1.5h" is not a duration: a whole number and ms, s, m, h or d; expected a duration such as 30s, 15m, 72h or 90d, 10ms to 24h
          limits: {onOverlap: wait}     | "wait" is not known; expected one of skip, queue
          model: {provider: anthropic, maxTokens: 0} | 0 is out of range; expected a whole number from 1 to 128000
          model: {provider: anthropic, name: my model} | "my model" does not fit; expected sonnet, haiku, opus or a full model id
          model: {provider: anthropic, budget: {daily: 0}} | 0 is out of range; expected a number from 0.01 to 1000000
          model: {provider: anthropic, budget: {daily: -1}} | -1 is out of range; expected a number from 0.01 to 1000000
          model: {provider: anthropic, budget: {daily: 1, alertAt: 80}} | 80 is out of range; expected a number from 0 to 1
          model: {provider: anthropic, budget: {daily: 1, currency: usd}} | "usd" is not a currency; expected a currency's code such as USD, EUR or PLN; did you mean USD?
          fallback: {below: 70}         | 70 is out of range; expected a number from 0 to 1
          fallback: {below: -0.1}       | -0.1 is out of range; expected a number from 0 to 1
          kpi: [{metric: p95, op: "<", value: 1}] | "<" does not fit; expected one of >=, <=; did you mean <=?
          kpi: [{metric: p95, op: "<=", value: soon}] | "soon" is not a number; expected a number from 0 to 1000000000, or a duration such as 30s
          privacy: {dataMayLeave: no}   | "no" is neither true nor false; expected true or false; did you mean false?
          privacy: {dataMayLeave: "true"} | "true" is a text; write it without quotes; expected true or false; did you mean true?
          privacy: {redact: [peselek]}  | "peselek" does not fit; expected one of pesel, nip, regon, iban, id-card, passport, payment-card, phone, email, name, address; did you mean pesel?
          privacy: {inside: [10.0.0.0/33]} | "10.0.0.0/33" is not a block; expected an address and a prefix, such as 10.0.0.0/8
          privacy: {inside: [host/8]}   | "host/8" is not a block; expected an address and a prefix, such as 10.0.0.0/8
          privacy: {inside: ["http://x"]} | "http://x" does not fit; expected a host name, an address or a block such as 10.0.0.0/8
          privacy: {keepTexts: 90d, keepJournal: 30d} | 90d is longer than keepJournal of 30d: a text would outlive what it belongs to
          reports: {daily: "8:00"}      | "8:00" does not fit; expected a time of day such as "08:00"
          reports: {weekly: "08:00"}    | "08:00" does not fit; expected a day and a time such as "mon 08:00"
          reports: {monthly: "31 08:00"} | "31 08:00" does not fit; expected a day of the month from 1 to 28 and a time, such as "1 08:00"
          log: {maxSize: 10}            | "10" is not a size with a unit: B, KB, MB or GB; expected a size such as 10MB, 1KB to 100GB
          log: {maxSize: 10B}           | 10B is out of range; expected a size such as 10MB, 1KB to 100GB
          log: {keep: 30 days}          | "30 days" is not a duration: a whole number and ms, s, m, h or d; expected a duration such as 30s, 15m, 72h or 90d, 1h to 3650d
          health: {port: 70000}         | 70000 is out of range; expected a whole number from 0 to 65535
          output: {format: xml}         | "xml" is not known; expected one of json, text
          output: {fields: [{name: 1st}]} | "1st" does not fit; expected 1 to 64 letters, digits and underscores of ASCII, beginning with a letter
          output: {fields: [{name: reason}]} | "reason" is in every answer already; expected another name, or no such field
          output: {fields: [{name: sender}]} | "sender" is a variable of templates that the model must not choose; expected another name
          output: {fields: [{name: a}, {name: a}]} | the name "a" is taken by output.fields[0]; expected another
          output: {fields: [{name: a, maxLength: 0}]} | 0 is out of range; expected a whole number from 1 to 20000
          schedule: {hours: 6-22}       | "6-22" are not hours; expected hours such as "06:00-22:00", "00:00-24:00" or, over midnight, "22:00-06:00"
          schedule: {hours: "24:00-06:00"} | "24:00-06:00" are not hours; expected hours such as "06:00-22:00", "00:00-24:00" or, over midnight, "22:00-06:00"
          schedule: {hours: "08:00-08:00"} | "08:00-08:00" is no time or a whole day; write "00:00-24:00" for a whole day; expected hours such as "06:00-22:00", "00:00-24:00" or, over midnight, "22:00-06:00"
          schedule: {days: mon-fry}     | "mon-fry" are not days; expected days such as mon-fri, "mon,wed" or mon-sun; did you mean mon-fri?
          schedule: {missed: run_once}  | "run_once" is not known; expected one of run-once, skip; did you mean run-once?
          mail: {smtp: {host: smtp.acme.example, from: desk}} | "desk" does not fit; expected an email address such as office@acme.example
          mail: {smtp: {host: "http://smtp", from: a@b.example}} | "http://smtp" does not fit; expected a host name or an IP address, without scheme, port or path, or a slot such as "${NAME}"
          mail: {smtp: {host: smtp, port: 0, from: a@b.example}} | 0 is out of range; expected a whole number from 1 to 65535
          """)
  void refusesAValueThatDoesNotFit(String yaml, String message) {
    String key = yaml.substring(0, yaml.indexOf(':'));
    String text = Specs.text("minimal.yaml").replaceAll("(?m)^" + key + ":.*\n", "") + yaml + "\n";
    assertThat(Specs.read(folder, text).errors())
        .extracting(Problem::message)
        .containsExactly(message);
    assertThat(Specs.read(folder, text).errors().getFirst().path()).startsWith(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule: {every: 1h, hours: \"00:00-24:00\", days: mon-sun}",
        "schedule: {every: 30s, hours: \"22:00-06:00\", days: \"mon,wed\"}",
        "schedule: {every: 500m, hours: \"06:00-24:00\", days: sat-mon}",
        "schedule: {days: \"sun, wed-thu\"}",
        "schedule: {cron: \"*/15 6-21 * * 1-5\"}",
        "limits: {connectTimeout: 250ms}",
        "model: {provider: anthropic, timeout: 1m, name: claude-opus-5-5}",
        "model: {provider: anthropic, baseUrl: \"http://localhost:8080\"}",
        "model: {provider: anthropic, baseUrl: \"https://${HOST}:${PORT:-443}/v1\"}",
        "privacy: {inside: [localhost, 192.168.1.7, \"::1\", \"fe80::/10\", model.acme.example]}",
        "timezone: UTC",
        "fallback: {below: 1}",
        "fallback: {below: 0}",
        "health: {port: 0}",
        "log: {level: ERROR, maxSize: 1GB, keep: 90d}",
        "prompt: {instructions: Say {{x}} and $5 and ${ as they are.}",
      })
  void acceptsAValueThatFits(String yaml) {
    String key = yaml.substring(0, yaml.indexOf(':'));
    String text =
        Specs.text("minimal.yaml").replaceAll("(?m)^" + key + ":.*\n", "")
            + yaml.replace(
                "Say {{x}} and $5 and ${ as they are.", "\"Say {{x}}, $5, ${ as it is.\"")
            + "\n";
    assertThat(Specs.errors(folder, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a,b\"", "\" a\"", "\"a\\tb\"", "\"a\\u200bb\"", "\"\\e[31m\""})
  void refusesACategoryIdThatPredictionsCouldNotHold(String id) {
    assertThat(Specs.errors(folder, Specs.minimal("id: invoice", "id: " + id)))
        .hasSize(1)
        .first()
        .asString()
        .endsWith(
            "does not fit; expected 1 to 80 printable characters without comma, control character"
                + " or space at either end");
  }

  @Test
  void countsTheCharactersOfACategoryIdAsPeopleDo() {
    String longest = "ż".repeat(78) + "\uD83D\uDCE7" + "z";
    assertThat(Specs.errors(folder, Specs.minimal("id: invoice", "id: " + longest))).isEmpty();
    assertThat(Specs.errors(folder, Specs.minimal("id: invoice", "id: " + longest + "z")))
        .hasSize(1);
  }

  @Test
  void refusesANameOfAnActionThatIsNoWord() {
    assertThat(Specs.errors(folder, Specs.minimalAnd("  \"a.b\": {type: review}")))
        .contains(
            "line 11, column 3: error: actions.a.b: the name \"a.b\" does not fit; expected 1 to 80"
                + " letters, digits, hyphens and underscores, beginning with a letter or digit");
  }

  @Test
  void readsAnActionWithPolishLetters() {
    String text =
        Specs.text("minimal.yaml").replace("[note]", "[wyślij]").replace("  note:", "  wyślij:");
    assertThat(Specs.errors(folder, text)).isEmpty();
  }
}
