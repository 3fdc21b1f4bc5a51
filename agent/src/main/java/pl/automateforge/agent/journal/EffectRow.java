package pl.automateforge.agent.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;

/**
 * One effect as the journal knows it.
 *
 * @param probes how often a probe did not find it since the last intent
 * @param at of the last entry about it
 * @param receipt what the target said; null where it did not happen
 * @param cause why it failed or is ambiguous; null otherwise
 * @param description observation's "would do"; null otherwise
 */
public record EffectRow(
    String id,
    String item,
    String action,
    EffectClass effectClass,
    EffectState state,
    Mode mode,
    String version,
    int attempts,
    int probes,
    Instant at,
    @Nullable String receipt,
    @Nullable String cause,
    @Nullable String description) {}
