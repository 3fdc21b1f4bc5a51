package pl.automateforge.agent.spec;

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
 */
public record ModelSpec(
    Provider provider,
    String name,
    @Nullable SecretSlot apiKey,
    @Nullable Endpoint baseUrl,
    int maxTokens,
    @Nullable Double temperature,
    Duration timeout,
    @Nullable Budget budget) {

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
