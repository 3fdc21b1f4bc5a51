package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A golden hash that changes breaks the promise that every version signed so far rests on. */
class VersionHashTests {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "minimal.yaml, 81940f4a4960bae278b367b6d1ca6aa76e978bf7cdbb92e0e80aace81ea2f1bb",
    "local.yaml, 2339dd52a253510256c9f77508dffdf3ce34150d6c7c8a6d156e408015f5abea",
    "every-key.yaml, 6941e106b3136f18c7358d219f1f4b41774803836e10e8c0b1f1f2e7da1bcbe4",
    "http-source.yaml, fc243a1ec9a9e9d342924eb9fe86fb9c24c070c2f0c97eee130859cb09296dc3",
    "sql-source.yaml, 55e8280095bd07055ab60106ca722e299274f8854969ddb87f5aae4b10ec9f0a",
  })
  void neverChangesTheHashOfAVersion(String fixture, String golden) {
    assertThat(hash(Specs.fixture(fixture))).isEqualTo(golden);
  }

  private static String hash(Path spec) {
    String canonical = SpecReader.draught(spec, new Draft()).orElseThrow().canonical();
    return Hashes.sha256(canonical.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private String hash(String text) {
    return Specs.loaded(Specs.read(folder, text)).version().value();
  }

  @Test
  void isTheHashOfTheCanonicalForm() {
    LoadedSpec loaded = Specs.loaded(SpecReader.read(Specs.fixture("local.yaml")));
    assertThat(loaded.version().value()).isEqualTo(hash(loaded.file()));
    assertThat(loaded.canonical()).startsWith("{\"actions\":{\"ask\":{\"type\":\"review\"}");
  }

  @Test
  void hasNoDefaultsInItsCanonicalForm() {
    LoadedSpec loaded = Specs.loaded(SpecReader.read(Specs.fixture("minimal.yaml")));
    assertThat(loaded.canonical())
        .isEqualTo(
            "{\"actions\":{\"note\":{\"path\":\"out.jsonl\",\"type\":\"file\"}},\"autoforge\":1,"
                + "\"categories\":[{\"actions\":[\"note\"],\"description\":\"Invoices and"
                + " reminders.\",\"id\":\"invoice\",\"priority\":1},{\"actions\":[],\"description\":"
                + "\"Everything else.\",\"id\":\"other\",\"priority\":2}],\"model\":{\"provider\":"
                + "\"anthropic\"},\"name\":\"acme-office\",\"source\":{\"path\":\"mails\",\"type\":"
                + "\"folder\"},\"type\":\"email-triage\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          limits: {itemTimeout: 60s}  | limits: {itemTimeout: 1m}
          limits: {itemTimeout: 1h}   | limits: {itemTimeout: 60m}
          privacy: {keepTexts: 2d}    | privacy: {keepTexts: 48h}
          fallback: {below: 0.70}     | fallback: {below: 0.7}
          fallback: {below: 1}        | fallback: {below: 1.000}
          fallback: {below: 0.5}      | fallback: {below: 5e-1}
          log: {maxSize: 1MB}         | log: {maxSize: 1024KB}
          schedule: {days: mon-wed}   | schedule: {days: "tue,wed,mon"}
          schedule: {hours: "06:00-24:00"} | schedule: {hours: "06:00-00:00"}
          goal: "Peace"               | goal: Peace
          kpi: [{metric: p95, op: "<=", value: 30s}] | kpi: [{metric: p95, op: "<=", value: 30}]
          """)
  void isTheSameForTheSameValueWrittenAnotherWay(String one, String other) {
    assertThat(hash(Specs.minimalAnd(one))).isEqualTo(hash(Specs.minimalAnd(other)));
  }

  @Test
  void countsAnAliasAsTheFullId() {
    String alias =
        hash(Specs.minimal("{provider: anthropic}", "{provider: anthropic, name: haiku}"));
    assertThat(alias)
        .isEqualTo(
            hash(
                Specs.minimal(
                    "{provider: anthropic}", "{provider: anthropic, name: claude-haiku-5-5}")))
        .isNotEqualTo(
            hash(Specs.minimal("{provider: anthropic}", "{provider: anthropic, name: sonnet}")));
  }

  @Test
  void countsAWrittenDefault() {
    assertThat(hash(Specs.minimalAnd("language: multilingual")))
        .isNotEqualTo(hash(Specs.text("minimal.yaml")));
  }

  @Test
  void countsSlotsAsTheyAreWritten() {
    assertThat(hash(Specs.minimal("anthropic}", "anthropic, apiKey: \"${A}\"}")))
        .isNotEqualTo(hash(Specs.minimal("anthropic}", "anthropic, apiKey: \"${B}\"}")));
  }

  @Test
  void keepsTheOrderOfLists() {
    assertThat(hash(Specs.minimalAnd("prompt: {rules: [a, b]}")))
        .isNotEqualTo(hash(Specs.minimalAnd("prompt: {rules: [b, a]}")));
  }

  @Test
  void countsTheContentOfTheExamplesNotTheirFile() {
    Specs.write(folder, "a.csv", "text,label\n\"x\ny\",invoice\nz,other\n");
    Specs.write(folder, "b.csv", "\ufefflabel,more,text\r\ninvoice,1,\"x\r\ny\"\r\nother,2,z\r\n");
    Specs.write(folder, "c.csv", "text,label\n\"x\ny\",invoice\nz,invoice\n");
    Specs.write(folder, "d.csv", "text,label\nz,other\n\"x\ny\",invoice\n");
    String a = hash(Specs.minimalAnd("prompt: {examples: a.csv}"));
    assertThat(hash(Specs.minimalAnd("prompt: {examples: b.csv}"))).isEqualTo(a);
    assertThat(hash(Specs.minimalAnd("prompt: {examples: ./a.csv}"))).isEqualTo(a);
    assertThat(hash(Specs.minimalAnd("prompt: {examples: c.csv}"))).isNotEqualTo(a);
    assertThat(hash(Specs.minimalAnd("prompt: {examples: d.csv}"))).isNotEqualTo(a);
  }

  @Test
  void isTheSameInEveryFolder(@TempDir Path elsewhere) {
    String text = Specs.text("minimal.yaml");
    assertThat(Specs.loaded(Specs.read(elsewhere, text)).version().value()).isEqualTo(hash(text));
  }

  @Test
  void readsTheSameAliasedOrWrittenOut() {
    String aliased =
        Specs.minimal("description: Invoices and reminders.", "description: &d Letters.")
            .replace("description: Everything else.", "description: *d");
    String plain =
        Specs.minimal("Invoices and reminders.", "Letters.")
            .replace("Everything else.", "Letters.");
    assertThat(hash(aliased)).isEqualTo(hash(plain));
  }
}
