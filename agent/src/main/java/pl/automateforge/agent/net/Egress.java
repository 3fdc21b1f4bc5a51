package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import pl.automateforge.agent.spec.Privacy;

/**
 * Which hosts may be reached. Immutable, for any number of threads.
 *
 * <ul>
 *   <li>Metadata services of clouds, link-local, multicast and broadcast addresses are refused
 *       whatever the settings say, also where an IPv6 address merely wraps them.
 *   <li>A number that resolvers read differently ({@code 0x7f.1}, {@code 2130706433}) is refused.
 *   <li>Plain text goes to this machine only: loopback, or an address of one of its interfaces.
 *   <li>Under {@code dataMayLeave: false} whoever would receive item content is this machine or in
 *       {@code privacy.inside}.
 * </ul>
 *
 * Other private addresses are allowed: an agent works inside its client's network. A name is
 * refused as soon as one of its addresses is.
 */
public final class Egress {
  private static final String NO_ADDRESS =
      "the address is not http:// or https:// with a valid host and port";

  private final boolean dataMayLeave;
  private final Inside inside;
  private final Dns resolver;
  private final ThisMachine machine;

  Egress(Privacy privacy, Dns resolver, ThisMachine machine) {
    this.dataMayLeave = privacy.dataMayLeave();
    this.inside = Inside.of(privacy.inside());
    this.resolver = resolver;
    this.machine = machine;
  }

  /**
   * The policy of a spec, with the system's resolver.
   *
   * @throws IllegalArgumentException where {@code privacy.inside} holds what is no host, address or
   *     block
   */
  public static Egress of(Privacy privacy) {
    return new Egress(privacy, Dns.SYSTEM, ThisMachine.byInterfaces());
  }

  /**
   * Why an address must not be bound; empty where nothing speaks against it. A name that cannot be
   * resolved now is refused only where data may not leave and {@code inside} does not name it: the
   * same rules are applied at each connect.
   *
   * @param receivesContent whether item content would be sent there
   */
  public Optional<String> refusal(URI uri, boolean receivesContent) {
    HttpUrl url = HttpUrl.parse(uri.toString());
    if (url == null) {
      return Optional.of(NO_ADDRESS);
    }
    Destination destination = Destination.of(url, receivesContent);
    try {
      allowed(destination);
      return Optional.empty();
    } catch (EgressRefusedException e) {
      return Optional.of(e.sentence());
    } catch (IOException e) {
      return unresolved(destination);
    }
  }

  /**
   * Why an address must not be bound, as far as it can be told without asking a resolver: of a
   * host's name nothing is refused.
   *
   * @param receivesContent whether item content would be sent there
   */
  public Optional<String> refusalUnresolved(URI uri, boolean receivesContent) {
    HttpUrl url = HttpUrl.parse(uri.toString());
    if (url == null) {
      return Optional.of(NO_ADDRESS);
    }
    try {
      checkWithoutResolving(Destination.of(url, receivesContent));
      return Optional.empty();
    } catch (EgressRefusedException e) {
      return Optional.of(e.sentence());
    }
  }

  private Optional<String> unresolved(Destination destination) {
    return dataMayLeave || !destination.receivesContent() || inside.names(destination.host())
        ? Optional.empty()
        : Optional.of(
            "connection to "
                + destination.host()
                + " refused: privacy.dataMayLeave is false, and the name cannot be resolved, so"
                + " nothing shows that it is this machine or in privacy.inside");
  }

  /**
   * Resolves once and checks each address. Whoever connects by other means than the clients of this
   * package connects to one of these addresses, never to the name.
   *
   * @return at least one address
   * @throws EgressRefusedException where the host or one of its addresses is refused
   * @throws java.net.UnknownHostException where the name cannot be resolved
   */
  public List<InetAddress> allowed(Destination destination) throws IOException {
    Optional<InetAddress> literal = literal(destination);
    List<InetAddress> addresses =
        literal.isPresent() ? List.of(literal.get()) : resolver.lookup(destination.host());
    for (InetAddress address : addresses) {
      check(destination, address);
    }
    return addresses;
  }

  /** Refuses what can be refused without resolving a name. */
  void checkWithoutResolving(Destination destination) throws EgressRefusedException {
    Optional<InetAddress> literal = literal(destination);
    if (literal.isPresent()) {
      check(destination, literal.get());
    }
  }

  void check(Destination destination, InetAddress address) throws EgressRefusedException {
    Optional<String> rule = broken(destination, address);
    if (rule.isPresent()) {
      throw new EgressRefusedException(destination.host(), address, rule.get());
    }
  }

  private Optional<String> broken(Destination destination, InetAddress address) {
    Optional<String> forbidden = ForbiddenAddresses.rule(address);
    if (forbidden.isPresent()) {
      return forbidden;
    }
    boolean contentMustStay = destination.receivesContent() && !dataMayLeave;
    if ((!destination.plainText() && !contentMustStay) || machine.has(address)) {
      return Optional.empty();
    }
    if (destination.plainText()) {
      return Optional.of("plain text goes to this machine only; use an encrypted connection");
    }
    return inside.contains(destination.host(), address)
        ? Optional.empty()
        : Optional.of(
            "privacy.dataMayLeave is false, and the host is neither this machine nor in"
                + " privacy.inside");
  }

  private static Optional<InetAddress> literal(Destination destination)
      throws EgressRefusedException {
    if (Hosts.isAmbiguousNumber(destination.host())) {
      throw new EgressRefusedException(
          destination.host(),
          null,
          "the number is no plain address; write four decimal numbers without leading zeros");
    }
    return Hosts.literal(destination.host());
  }
}
