package pl.automateforge.agent.action.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.EgressRefusedException;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.Reached;

/** Tries whether an address can be reached, without sending a request. */
public final class Reaching {
  private Reaching() {}

  /**
   * Connects, with TLS for https, and closes.
   *
   * @param shown the address as a person may see it
   * @param more what is said beside where it answers
   */
  public static CheckResult check(
      HttpAddress address, String shown, HttpClients clients, Duration timeout, String more) {
    try {
      return new CheckResult.Fine(seen(shown, clients.reach(address.uri(), true, timeout)) + more);
    } catch (IOException e) {
      return failed(address, e);
    }
  }

  /** What to say where a call of the address failed. */
  public static CheckResult.Failed failed(HttpAddress address, IOException e) {
    return new CheckResult.Failed(
        address.failure(e),
        e instanceof EgressRefusedException
            ? "name another address, or allow this one in privacy.inside"
            : "see that the address is right and that this machine may connect to it");
  }

  private static String seen(String shown, Reached reached) {
    return String.format(
        Locale.ROOT,
        "%s answers at %s in %d ms%s",
        shown,
        reached.address().getAddress().getHostAddress(),
        reached.took().toMillis(),
        reached.tls().map(version -> ", " + version).orElse(""));
  }
}
