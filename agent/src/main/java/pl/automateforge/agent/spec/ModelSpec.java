package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which model decides, and within which bounds.
 *
 * @param name the full model id: an alias is resolved by the table frozen by {@code autoforge: 1};
 *     empty for {@code local}
 * @param apiKey the slot of the provider's key; null where the provider needs none
 * @param baseUrl where the provider answers; null for its own address
 * @param temperature null where not written
 * @param timeout of one call
 * @param precision of the local model's own answers, 0.5 to 0.999; means something to {@code
 *     cascade} alone
 */
public record ModelSpec(
    @Required @Change(MATERIAL) @Doc("Who answers.") Provider provider,
    @Default("")
        @Form(TextForm.MODEL_NAME)
        @Change(MATERIAL)
        @Doc("sonnet (the default of Claude), haiku, opus, or a full model id.")
        String name,
    @Change(MATERIAL) @Doc("The slot of the provider's key.") @Nullable SecretSlot apiKey,
    @Address(value = AddressForm.URL, receivesContent = true)
        @Change(MATERIAL)
        @Doc("Where the provider answers; empty for its own address.")
        @Nullable Endpoint baseUrl,
    @Default("1024")
        @Range(min = "1", max = "128000")
        @Change(MATERIAL)
        @Doc("The longest answer, in tokens, thinking included.")
        int maxTokens,
    @Range(min = "0.0", max = "0.3")
        @Change(MATERIAL)
        @Doc("From 0.0 to 0.3, only where the model accepts one; Claude and local do not.")
        @Nullable Double temperature,
    @Default("60s")
        @Between(min = "10ms", max = "1h")
        @Change(MATERIAL)
        @Doc("How long one call may take.")
        Duration timeout,
    @Change(MATERIAL) @Doc("How much may be spent.") @Nullable Budget budget,
    @Default("0.95")
        @Range(min = "0.5", max = "0.999")
        @Change(MATERIAL)
        @Doc(
            "The precision that the local model's own answers must reach in cross-validation; for"
                + " cascade alone.")
        double precision) {

  /**
   * Who answers over the network: for {@code cascade} the one behind the local model, for any other
   * provider that one itself.
   */
  public Provider behind() {
    return behind(provider, name);
  }

  static Provider behind(Provider provider, String name) {
    if (provider != Provider.CASCADE) {
      return provider;
    }
    return Completions.isClaude(name) ? Provider.ANTHROPIC : Provider.OPENAI_COMPATIBLE;
  }

  /** The same with another model of the provider. */
  ModelSpec named(String other) {
    return new ModelSpec(
        provider, other, apiKey, baseUrl, maxTokens, temperature, timeout, budget, precision);
  }

  /** Who answers. */
  public enum Provider {
    ANTHROPIC,
    BEDROCK,
    VERTEX,
    FOUNDRY,
    OPENAI_COMPATIBLE,
    LOCAL,
    CASCADE
  }
}
