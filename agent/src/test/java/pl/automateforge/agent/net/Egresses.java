package pl.automateforge.agent.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.spec.Privacy;

/** Policies over names of a test's own. */
public final class Egresses {
  private Egresses() {}

  /** As agents have it. */
  public static Egress ordinary() {
    return Egress.of(privacy());
  }

  /**
   * Resolves these names alone, and takes every address for another machine's.
   *
   * @param names to address
   */
  public static Egress ofOtherMachines(Map<String, String> names) {
    return new Egress(privacy(), host -> resolve(names, host), address -> false);
  }

  /** Resolves these names alone; these addresses are this machine's. */
  public static Egress resolving(Map<String, String> names, String... own) {
    Set<String> mine = Set.of(own);
    return new Egress(
        privacy(),
        host -> resolve(names, host),
        address -> mine.contains(address.getHostAddress()));
  }

  private static List<InetAddress> resolve(Map<String, String> names, String host)
      throws UnknownHostException {
    String address = names.get(host);
    if (address == null) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getByAddress(host, InetAddress.ofLiteral(address).getAddress()));
  }

  private static Privacy privacy() {
    return new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null);
  }
}
