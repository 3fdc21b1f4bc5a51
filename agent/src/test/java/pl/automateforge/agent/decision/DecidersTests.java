package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.decision.anthropic.AnthropicDecider;
import pl.automateforge.agent.decision.cascade.CascadeDecider;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;

class DecidersTests {
  @TempDir Path folder;
  private final Deciders deciders =
      new Deciders(
          new OkHttpClient(),
          new ProviderGates(Clock.systemUTC(), new Random(1)),
          Prices.bundled(),
          Clock.systemUTC(),
          spec -> LocalDecider.of(spec, folder),
          text -> text.replace("44051401359", "⟦PESEL⟧"),
          null);

  @Test
  void makesTheDeciderOfTheSpecsProvider() {
    try (Decider claude = create(ModelSpec.Provider.ANTHROPIC)) {
      assertThat(claude).isInstanceOf(AnthropicDecider.class);
      assertThat(claude.name()).isEqualTo("anthropic:claude-haiku-5-5");
    }
    try (Decider server = create(ModelSpec.Provider.OPENAI_COMPATIBLE)) {
      assertThat(server.name()).isEqualTo("openai-compatible:claude-haiku-5-5");
    }
    try (Decider local = create(ModelSpec.Provider.LOCAL)) {
      assertThat(local).isInstanceOf(LocalDecider.class);
    }
    try (Decider cascade = create(ModelSpec.Provider.CASCADE)) {
      assertThat(cascade).isInstanceOf(CascadeDecider.class);
      assertThat(cascade.name()).isEqualTo("cascade:local+anthropic:claude-haiku-5-5");
    }
  }

  @Test
  void showsNobodyAnExampleThatIsNotMasked() {
    List<Example> open = List.of(new Example("PESEL 44051401359", "invoice"));
    List<Example> masked = List.of(new Example("PESEL ⟦PESEL⟧", "invoice"));
    try (Decider one = create(ModelSpec.Provider.LOCAL, open);
        Decider other = create(ModelSpec.Provider.LOCAL, masked)) {
      assertThat(one.name()).as("a hash over what it learns from").isEqualTo(other.name());
    }
  }

  private Decider create(ModelSpec.Provider provider) {
    return create(provider, List.of());
  }

  private Decider create(ModelSpec.Provider provider, List<Example> examples) {
    LoadedSpec spec = DecisionSpecs.loaded(DecisionSpecs.spec(Language.EN, provider), examples);
    return deciders.create(spec, DecisionSpecs.bindings("", DecisionSpecs.KEY));
  }
}
