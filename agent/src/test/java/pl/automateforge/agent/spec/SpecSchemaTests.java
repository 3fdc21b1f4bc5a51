package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SpecSchemaTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SpecSchema.json());
  static final List<String> FIXTURES = Specs.FIXTURES;

  private static List<Error> errors(String yaml) throws IOException {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(JSON.writeValueAsString(read), InputFormat.JSON);
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void acceptsEveryFixture(String fixture) throws IOException {
    assertThat(errors(Specs.text(fixture))).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void refusesAnUnknownKey(String fixture) throws IOException {
    assertThat(errors(Specs.text(fixture) + "unknown: 1\n"))
        .hasSize(1)
        .first()
        .asString()
        .contains("unknown");
  }

  @Test
  void acceptsTheExampleOfTheDesign() throws IOException {
    Optional<Path> example = DesignExample.file();
    Assumptions.assumeTrue(example.isPresent(), "the design's example is not on this machine");
    assertThat(errors(Files.readString(example.get()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limits: {unknown: 1}",
        "limits: {itemsPerRun: 0}",
        "limits: {itemTimeout: 60}",
        "limits: {onOverlap: wait}",
        "privacy: {redact: [peselek]}",
        "privacy: {key: in-clear}",
        "privacy: {inside: [\"http://x\"]}",
        "goal: \"${NAME}\"",
        "schedule: {hours: 6-22}",
        "schedule: {days: workdays}",
        "log: {maxSize: 10}",
        "kpi: [{metric: p95, op: \"<\", value: 1}]",
        "output: {fields: [{type: text}]}",
        "mail: {smtp: {host: a, from: nobody}}",
        "mail: {smtp: {host: a, from: a@b.example, auth: {type: bearer, token: \"${T}\"}}}",
        "autoforge: 2"
      })
  void refusesWhatTheReaderRefuses(String yaml) throws IOException {
    String key = yaml.substring(0, yaml.indexOf(':'));
    String text = Specs.text("minimal.yaml").replaceAll("(?m)^" + key + ":.*\n", "");
    assertThat(errors(text + yaml + "\n")).isNotEmpty();
  }

  @Test
  void refusesAKeyOfAnotherKindAndAMissingOne() throws IOException {
    assertThat(errors(Specs.minimal("path: out.jsonl", "path: out.jsonl, url: x"))).isNotEmpty();
    assertThat(errors(Specs.minimal("{type: file, path: out.jsonl}", "{type: file}"))).isNotEmpty();
    assertThat(errors(Specs.minimal("{type: file, path: out.jsonl}", "{type: folder}")))
        .isNotEmpty();
    assertThat(errors(Specs.minimal("type: folder, ", ""))).isNotEmpty();
    assertThat(errors(Specs.minimal("categories:", "categoris:"))).hasSize(2);
  }

  @Test
  void tellsEditorsWhatAKeyIsForAndItsDefault() throws IOException {
    JsonNode schema = JSON.readTree(SpecSchema.json());
    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    JsonNode limit = schema.at("/$defs/Limits/properties/itemsPerRun");
    assertThat(limit.toString())
        .isEqualTo(
            "{\"description\":\"The most items of one run.\",\"type\":\"integer\",\"minimum\":1,"
                + "\"maximum\":100000,\"default\":50}");
    assertThat(schema.at("/$defs/Privacy/properties/redact/default").size()).isEqualTo(7);
    assertThat(schema.at("/$defs/LogSpec/properties/maxSize/default").asText()).isEqualTo("10MB");
    assertThat(schema.at("/$defs/ActionSpec/properties/type/enum").size()).isEqualTo(12);
    assertThat(schema.at("/required").toString())
        .isEqualTo(
            "[\"autoforge\",\"name\",\"type\",\"model\",\"categories\",\"source\",\"actions\"]");
  }

  @Test
  void isItselfAValidSchema() throws IOException {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");
    assertThat(meta.validate(SpecSchema.json(), InputFormat.JSON)).isEmpty();
  }
}
