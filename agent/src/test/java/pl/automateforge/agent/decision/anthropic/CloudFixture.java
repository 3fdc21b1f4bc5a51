package pl.automateforge.agent.decision.anthropic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import pl.automateforge.agent.spec.ModelSpec;

/** Deciders before a scripted service that stands for a cloud under the cloud's own host name. */
abstract class CloudFixture {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String ANSWER =
      "{\"reason\":\"it is an invoice\",\"category\":\"invoice\",\"confidence\":0.9,"
          + "\"summary\":\"FV 1\",\"deadline\":null,\"amount\":12.5,\"paid\":null}";

  final ManualClock clock = new ManualClock(NOW);
  final Set<String> resolved = ConcurrentHashMap.newKeySet();
  final OkHttpClient http =
      new OkHttpClient.Builder()
          .dns(host -> {
            resolved.add(host);
            return List.of(InetAddress.getLoopbackAddress());
          })
          .build();
  ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** The cloud's address, but at the scripted service's port and in plain text. */
  String at(String host, String path) {
    return "http://" + host + ":" + URI.create(service.address()).getPort() + path;
  }

  AnthropicDecider decider(ModelSpec.Provider provider, String model, String address, String key) {
    return new AnthropicDecider(
        DecisionSpecs.loaded(DecisionSpecs.spec(Language.EN, provider, model), List.of()),
        DecisionSpecs.bindings(address, key),
        http,
        new ProviderGates(clock, new Random(1)),
        Prices.bundled(),
        clock);
  }

  static Content item() {
    return Content.ofText("Jan Kowalski prosi o przelew za FV 1", TextLanguage.PL);
  }

  static String tool(String name, String input) {
    return "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\""
        + name
        + "\",\"input\":"
        + input
        + "}";
  }
}
