package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.ManualClock;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.standin.Fault;
import pl.automateforge.agent.standin.FaultRule;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;

/** The decider before the stand-in that comes with the product. */
class OpenAiStandInTests {
  private static final Content MAIL =
      Content.ofText("W załączniku faktura FV 7/11 za listopad.", TextLanguage.PL);
  private static final Content LONG_MAIL =
      Content.ofText("W załączniku faktura za usługi księgowe. ".repeat(500), TextLanguage.PL);

  private final ManualClock clock = new ManualClock(OpenAiDeciderFixture.NOW);
  private ModelStandIn standIn;
  private OpenAiDecider decider;

  @BeforeEach
  void start() throws IOException {
    standIn = ModelStandIn.start(ModelOptions.DEFAULT.withSlowPause(Duration.ofMillis(200)), clock);
    decider = decider(Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    decider.close();
    standIn.close();
  }

  private OpenAiDecider decider(Duration call) {
    return new OpenAiDecider(
        DecisionSpecs.loaded(OpenAiDeciderFixture.spec(call), List.of()),
        DecisionSpecs.bindings(standIn.address().toString(), ""),
        new OkHttpClient(),
        new ProviderGates(clock, new Random(1)),
        clock);
  }

  private void always(Fault fault) {
    standIn.faults().add(FaultRule.always(fault));
  }

  @Test
  void answersWithinTheSpec() throws Exception {
    Decision decision = decider.decide(MAIL);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Answer.class,
            answer -> {
              assertThat(DecisionSpecs.CATEGORIES)
                  .anyMatch(category -> category.id().equals(answer.category()));
              assertThat(answer.usage().input()).isGreaterThan(500);
              assertThat(answer.usage().requestId()).startsWith("chatcmpl-standin-");
            });
    assertThat(standIn.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NO_MAX_TOKENS", "NO_JSON_SCHEMA", "NO_RESPONSE_FORMAT", "NO_USAGE"})
  void answersWhateverTheServerDoesNotTake(Fault fault) throws Exception {
    always(fault);

    assertThat(decider.decide(MAIL)).isInstanceOf(Decision.Answer.class);
    assertThat(decider.decide(MAIL)).isInstanceOf(Decision.Answer.class);
  }

  @ParameterizedTest
  @CsvSource({
    "IGNORE_SCHEMA,    NOT_AN_ANSWER",
    "WRONG_SCHEMA,     NOT_AN_ANSWER",
    "FOREIGN_CATEGORY, NOT_AN_ANSWER",
    "MAX_TOKENS,       CUT_OFF",
    "CUT_PROMPT,       CUT_OFF",
    "REFUSE,           REFUSED",
    "BROKEN_JSON,      REJECTED",
    "HTML,             REJECTED",
    "EVENTS,           REJECTED"
  })
  void countsNothingElseAsAnAnswer(Fault fault, Kind kind) throws Exception {
    always(fault);

    assertThat(decider.decide(LONG_MAIL))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class, none -> assertThat(none.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMIT,   true",
    "OVERLOADED,   true",
    "SERVER_ERROR, false",
    "HTML_ERROR,   false",
    "CUT_OFF,      false",
    "NO_ANSWER,    false",
    "HANG,         false",
    "SLOW,         false"
  })
  void triesAgainLaterWhatPasses(Fault fault, boolean held) throws Exception {
    decider = decider(Duration.ofMillis(900));
    always(fault);

    assertThat(decider.decide(MAIL))
        .isInstanceOfSatisfying(
            Decision.Later.class, later -> assertThat(later.held()).isEqualTo(held));
  }

  @Test
  void checksAServerThatEnforcesAndCounts() {
    CheckResult result = decider.check();

    assertThat(result).isInstanceOf(CheckResult.Fine.class);
    assertThat(result.detail())
        .endsWith(
            "; enforces the answer's schema; forces JSON; counts tokens; a message of 24000"
                + " characters arrives whole");
  }

  @ParameterizedTest
  @CsvSource({
    "IGNORE_SCHEMA,      does not enforce the answer's schema",
    "NO_USAGE,           does not count tokens",
    "CUT_PROMPT,         the server cut the prompt: 512 of about",
    "NO_RESPONSE_FORMAT, can be held to no form"
  })
  void warnsOfWhatAServerDoesInSilence(Fault fault, String told) {
    always(fault);

    assertThat(decider.check())
        .isInstanceOfSatisfying(
            CheckResult.Warning.class, warning -> assertThat(warning.detail()).contains(told));
  }

  @Test
  void tellsThatTheSchemaStandsInThePrompt() {
    always(Fault.NO_JSON_SCHEMA);

    assertThat(decider.check().detail()).contains("refuses a schema in response_format");
  }
}
