package pl.automateforge.agent.decision.anthropic.cloud;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Secret;

/**
 * The access keys of an account, as they sign requests.
 *
 * @param id shows in each request
 * @param session null for keys that do not end by themselves
 */
record AwsKeys(String id, Secret secret, @Nullable Secret session) {
  private static final Pattern FORM =
      Pattern.compile("((?:AKIA|ASIA)[A-Z0-9]{12,124}):([^:]{16,512})(?::([^:]{16,8192}))?");

  /** The keys in {@code id:secret} or {@code id:secret:session}; empty for another kind of key. */
  static Optional<AwsKeys> in(Secret bound) {
    Matcher parts = FORM.matcher(bound.value());
    return parts.matches()
        ? Optional.of(
            new AwsKeys(
                parts.group(1),
                new Secret(parts.group(2)),
                parts.group(3) == null ? null : new Secret(parts.group(3))))
        : Optional.empty();
  }
}
