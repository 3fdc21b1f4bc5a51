package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.OutputSpec;

class AnswerSchemaTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void putsTheReasonBeforeTheCategory() {
    JsonNode schema = schema(DecisionSpecs.FIELDS);
    assertThat(names(schema.get("properties")))
        .containsExactly(
            "reason", "category", "confidence", "summary", "deadline", "amount", "paid");
    assertThat(schema.get("required")).hasSize(7);
    assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void offersTheIdsOfTheSpecOnly() {
    JsonNode category = schema(DecisionSpecs.FIELDS).at("/properties/category");
    assertThat(category.get("enum"))
        .map(JsonNode::asText)
        .containsExactly("invoice", "tax-office", "other");
  }

  @Test
  void saysLimitsInWordsAsTheServiceRefusesKeywordsForThem() {
    JsonNode schema = schema(DecisionSpecs.FIELDS);
    assertThat(schema.at("/properties/summary/description").asText()).contains("240");
    assertThat(schema.toString()).doesNotContain("maxLength", "minimum", "maximum", "pattern");
    assertThat(schema.at("/properties/deadline/type"))
        .map(JsonNode::asText)
        .containsExactly("string", "null");
    assertThat(schema.at("/properties/deadline/format").asText()).isEqualTo("date");
  }

  @Test
  void leavesFieldsBeyondTheServicesLimitOptional() {
    List<OutputSpec.Field> many =
        IntStream.range(0, 20)
            .mapToObj(n -> new OutputSpec.Field("f" + n, OutputSpec.Field.Type.TEXT, 10))
            .toList();
    JsonNode schema = schema(many);
    assertThat(schema.get("required")).hasSize(3 + 16);
    assertThat(schema.at("/properties/f15/type").isArray()).isTrue();
    assertThat(schema.at("/properties/f16/type").asText()).isEqualTo("string");
  }

  private static JsonNode schema(List<OutputSpec.Field> fields) {
    return JSON.valueToTree(
        AnswerSchema.of(
            DecisionSpecs.spec(
                Language.EN, DecisionSpecs.CATEGORIES, fields, Duration.ofSeconds(1))));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
