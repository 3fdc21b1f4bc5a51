package pl.automateforge.agent.decision.anthropic;

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
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.ManualClock;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.spec.Language;

/** A decider before a scripted service. */
abstract class AnthropicDeciderFixture {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String SECRET_TEXT = "Jan Kowalski PESEL 44051401359 prosi o przelew";
  static final String ANSWER =
      """
      {"reason":"it is an invoice","category":"invoice","confidence":0.9,"summary":"FV 1",\
      "deadline":null,"amount":12.5,"paid":null}\
      """;

  final ManualClock clock = new ManualClock(NOW);
  final OkHttpClient http = new OkHttpClient();
  ScriptedService service;
  AnthropicDecider decider;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
    decider = decider(service.address(), DecisionSpecs.KEY, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    decider.close();
    service.close();
  }

  AnthropicDecider decider(String address, String key, Duration call) {
    return new AnthropicDecider(
        DecisionSpecs.loaded(
            DecisionSpecs.spec(Language.EN, DecisionSpecs.CATEGORIES, DecisionSpecs.FIELDS, call),
            List.of()),
        DecisionSpecs.bindings(address, key),
        http,
        new ProviderGates(clock, new Random(1)),
        Prices.bundled(),
        clock);
  }

  static Content item() {
    return Content.ofText(SECRET_TEXT, TextLanguage.PL);
  }
}
