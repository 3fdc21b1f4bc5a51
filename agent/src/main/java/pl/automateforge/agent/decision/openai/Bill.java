package pl.automateforge.agent.decision.openai;

import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.Privacy;

/**
 * What an answer costs. A server on this machine, or that the spec calls inside, sends no bill for
 * tokens: it costs nothing that a budget could hold back. What any other charges, nobody knows.
 */
final class Bill {
  private Bill() {}

  /**
   * Looks the address up anew each time: where a name leads may change.
   *
   * @param server null for none
   */
  static Supplier<Cost> of(Privacy privacy, @Nullable HttpUrl server) {
    if (server == null) {
      return () -> Cost.UNKNOWN;
    }
    Egress inside =
        Egress.of(
            new Privacy(
                privacy.personalData(),
                false,
                privacy.inside(),
                privacy.redact(),
                privacy.keepTexts(),
                privacy.keepJournal(),
                privacy.key()));
    return () -> inside.refusal(server.uri(), true).isEmpty() ? Cost.FREE : Cost.UNKNOWN;
  }
}
