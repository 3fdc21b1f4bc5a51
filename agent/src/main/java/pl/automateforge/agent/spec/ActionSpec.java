package pl.automateforge.agent.spec;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What may be done with an item. */
public sealed interface ActionSpec {
  /** The word that {@code type} holds. */
  String type();

  /** One JSON line an effect, appended to a file; the path is absolute. */
  record File(Path path) implements ActionSpec {
    @Override
    public String type() {
      return "file";
    }
  }

  /**
   * A POST of the decision.
   *
   * @param secret the key of the signature; null for unsigned
   * @param idempotent the receiver honours Idempotency-Key
   */
  record Webhook(Endpoint url, @Nullable SecretSlot secret, boolean idempotent)
      implements ActionSpec {
    @Override
    public String type() {
      return "webhook";
    }
  }

  /**
   * A person decides.
   *
   * @param folder where the mail waits; for mail sources only
   */
  record Review(@Nullable String folder) implements ActionSpec {
    @Override
    public String type() {
      return "review";
    }
  }
}
