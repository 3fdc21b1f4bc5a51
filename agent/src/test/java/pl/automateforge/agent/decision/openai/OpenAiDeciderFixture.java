package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.ManualClock;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Language;

/** A decider before a server that a test scripts. */
abstract class OpenAiDeciderFixture {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String SECRET_TEXT = "Jan Kowalski PESEL 44051401359 prosi o przelew";
  static final String ANSWER =
      """
      {"reason":"it is an invoice","category":"invoice","confidence":0.9,"summary":"FV 1",\
      "deadline":null,"amount":12.5,"paid":null}\
      """;

  final ManualClock clock = new ManualClock(NOW);
  final OkHttpClient http = new OkHttpClient();
  RawServer server;
  OpenAiDecider decider;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
    decider = decider(server.address(), DecisionSpecs.KEY);
  }

  @AfterEach
  void stop() throws IOException {
    decider.close();
    server.close();
  }

  OpenAiDecider decider(String address, String key) {
    return decider(address, key, spec(Duration.ofSeconds(20)));
  }

  OpenAiDecider decider(String address, String key, AgentSpec spec) {
    return new OpenAiDecider(
        DecisionSpecs.loaded(spec, List.of()),
        DecisionSpecs.bindings(address, key),
        http,
        new ProviderGates(clock, new Random(1)),
        clock);
  }

  static AgentSpec spec(Duration call) {
    return DecisionSpecs.spec(Language.EN, DecisionSpecs.CATEGORIES, DecisionSpecs.FIELDS, call);
  }

  static Content item() {
    return Content.ofText(SECRET_TEXT, TextLanguage.PL);
  }

  Decision.Answer answered() throws InterruptedException {
    Decision decision = decider.decide(item());
    assertThat(decision).isInstanceOf(Decision.Answer.class);
    return (Decision.Answer) decision;
  }

  Decision.NoAnswer notAnswered(Kind kind) throws InterruptedException {
    Decision decision = decider.decide(item());
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class, none -> assertThat(none.kind()).isEqualTo(kind));
    return (Decision.NoAnswer) decision;
  }

  Decision.Stopped stopped() throws InterruptedException {
    Decision decision = decider.decide(item());
    assertThat(decision).isInstanceOf(Decision.Stopped.class);
    return (Decision.Stopped) decision;
  }

  Decision.Later later(boolean held) throws InterruptedException {
    Decision decision = decider.decide(item());
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Later.class, later -> assertThat(later.held()).isEqualTo(held));
    return (Decision.Later) decision;
  }
}
