package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;

class DecidersTests {
  private static final Decider LOCAL = new Local();

  private final Deciders deciders =
      new Deciders(
          new OkHttpClient(),
          new ProviderGates(Clock.systemUTC(), new Random(1)),
          Prices.bundled(),
          Clock.systemUTC(),
          spec -> LOCAL);

  @Test
  void makesTheDeciderOfTheSpecsProvider() {
    try (Decider claude = create(ModelSpec.Provider.ANTHROPIC)) {
      assertThat(claude).isInstanceOf(AnthropicDecider.class);
      assertThat(claude.name()).isEqualTo("anthropic:claude-haiku-5-5");
    }
    assertThat(create(ModelSpec.Provider.LOCAL)).isSameAs(LOCAL);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelSpec.Provider.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ANTHROPIC", "BEDROCK", "VERTEX", "FOUNDRY", "LOCAL"})
  void refusesAProviderThatIsNotBuiltYet(ModelSpec.Provider provider) {
    assertThatThrownBy(() -> create(provider))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("model\\.provider [a-z-]+: not yet available; .*");
  }

  private Decider create(ModelSpec.Provider provider) {
    LoadedSpec spec = DecisionSpecs.loaded(DecisionSpecs.spec(Language.EN, provider), List.of());
    return deciders.create(spec, DecisionSpecs.bindings("", DecisionSpecs.KEY));
  }

  /** Stands for the decider that needs no network. */
  private record Local() implements Decider {
    @Override
    public String name() {
      return "local";
    }

    @Override
    public String revision() {
      return "1";
    }

    @Override
    public Decision decide(Content content) {
      return new Decision.Stopped("local", "none");
    }

    @Override
    public CheckResult check() {
      return new CheckResult.Fine("local");
    }

    @Override
    public void close() {}
  }
}
