package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SpecReader;

/**
 * The keys that a command finds for a state folder: those of its key file, and what {@code
 * privacy.key} of a spec is bound to, or without a spec the variable of its default.
 */
final class TextKeys {
  private static final String VARIABLE = "AUTOFORGE_KEY";

  private TextKeys() {}

  static Keyring found(Path state, @Nullable Path spec) {
    Secret bound =
        spec == null
            ? Optional.ofNullable(System.getenv(VARIABLE)).map(Secret::new).orElse(null)
            : SpecReader.read(spec).loaded().flatMap(TextKeys::bound).orElse(null);
    return Keyring.found(state, bound);
  }

  private static Optional<Secret> bound(LoadedSpec loaded) {
    return Optional.ofNullable(loaded.spec().privacy().key())
        .flatMap(Environment.of(loaded)::secret);
  }

  /** Says where texts stay sealed, and how to see them. */
  static void say(JournalView view, Console console) {
    if (view.sealed()) {
      console.say(
          "texts are sealed by the key "
              + String.join(", ", view.sealingKeys())
              + ", which is not at hand: name the agent's SPEC, whose environment binds it, or set "
              + VARIABLE);
    }
  }
}
