package pl.automateforge.agent.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Predictions made up by a seeded program, scored by scikit-learn 1.2.1 (Debian 12's package) with
 * {@code zero_division=0}. F1 is computed from counts, as later releases do; 1.2.1 takes it from
 * precision and recall, so its last digit may differ.
 */
class ScikitLearnTests {
  private static final double LAST_DIGIT = 1e-15;

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream in = ScikitLearnTests.class.getResourceAsStream("scikit-learn-1.2.1.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    }
  }

  private static Confusion confusion(JsonNode given) {
    List<String> labels = texts(given.get("labels"));
    Confusion confusion = new Confusion(labels);
    for (int at = 0; at < given.get("expected").size(); at++) {
      confusion.add(
          given.get("expected").get(at).asText(), given.get("predicted").get(at).asText());
    }
    return confusion;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  @ParameterizedTest(name = "case {index}")
  @MethodSource("cases")
  void agreesOnEachCategory(JsonNode given) {
    List<CategoryScores> scores = confusion(given).scores();
    for (int at = 0; at < scores.size(); at++) {
      CategoryScores score = scores.get(at);
      assertThat(score.precision().value()).isEqualTo(given.get("precision").get(at).asDouble());
      assertThat(score.recall().value()).isEqualTo(given.get("recall").get(at).asDouble());
      assertThat(score.f1().value())
          .isCloseTo(given.get("f1").get(at).asDouble(), within(LAST_DIGIT));
      assertThat(score.support()).isEqualTo(given.get("support").get(at).asLong());
    }
  }

  @ParameterizedTest(name = "case {index}")
  @MethodSource("cases")
  void agreesOnAccuracyAndAverages(JsonNode given) {
    Confusion confusion = confusion(given);
    assertThat(confusion.accuracy().value()).isEqualTo(given.get("accuracy").asDouble());
    agrees(confusion.macro(), given.get("macro"));
    agrees(confusion.weighted(), given.get("weighted"));
  }

  private static void agrees(Averages ours, JsonNode theirs) {
    assertThat(ours.precision()).isCloseTo(theirs.get(0).asDouble(), within(LAST_DIGIT));
    assertThat(ours.recall()).isCloseTo(theirs.get(1).asDouble(), within(LAST_DIGIT));
    assertThat(ours.f1()).isCloseTo(theirs.get(2).asDouble(), within(LAST_DIGIT));
  }

  @ParameterizedTest(name = "case {index}")
  @MethodSource("cases")
  void agreesOnTheConfusionMatrix(JsonNode given) {
    if (given.get("confusion").isNull()) {
      return;
    }
    Confusion confusion = confusion(given);
    List<String> labels = confusion.categories();
    for (int row = 0; row < labels.size(); row++) {
      for (int column = 0; column < labels.size(); column++) {
        assertThat(confusion.count(labels.get(row), labels.get(column)))
            .isEqualTo(given.get("confusion").get(row).get(column).asLong());
      }
    }
  }

  @ParameterizedTest(name = "case {index}")
  @MethodSource("cases")
  void agreesOnKappa(JsonNode given) {
    if (given.get("kappa").isNull()) {
      return;
    }
    List<Kappa.Pair> pairs = new ArrayList<>();
    for (int at = 0; at < given.get("expected").size(); at++) {
      pairs.add(
          new Kappa.Pair(
              given.get("expected").get(at).asText(), given.get("predicted").get(at).asText()));
    }
    assertThat(Kappa.of(pairs).value().value())
        .isCloseTo(given.get("kappa").asDouble(), within(1e-14));
  }
}
