package pl.automateforge.agent.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code privacy.inside} lists. A name stands for its host wherever it resolves to; an address
 * or a block stands for itself under any name.
 */
final class Inside {
  private final Set<String> names = new HashSet<>();
  private final List<Cidr> blocks = new ArrayList<>();

  private Inside() {}

  /**
   * @throws IllegalArgumentException naming the first entry that is no host name, address or block
   */
  static Inside of(List<String> written) {
    Inside inside = new Inside();
    for (String entry : written) {
      inside.add(entry.strip().replaceAll("^\\[|]$", ""));
    }
    return inside;
  }

  boolean contains(String host, InetAddress address) {
    return names.contains(Hosts.normalized(host))
        || blocks.stream().anyMatch(block -> block.contains(address));
  }

  /** Whether the host is allowed by its name, whatever its addresses are. */
  boolean names(String host) {
    return names.contains(Hosts.normalized(host));
  }

  private void add(String entry) {
    try {
      if (entry.indexOf('/') >= 0 || Hosts.literal(entry).isPresent()) {
        blocks.add(Cidr.of(entry));
        return;
      }
    } catch (IllegalArgumentException e) {
      throw invalid(entry, e);
    }
    if (entry.isEmpty() || Hosts.isAmbiguousNumber(entry) || !entry.matches("[^\\s*@:/?#]+")) {
      throw invalid(entry, null);
    }
    names.add(Hosts.normalized(entry));
  }

  private static IllegalArgumentException invalid(String entry, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "privacy.inside: \""
            + entry
            + "\" is neither a host name (crm.acme.example), an address (10.0.0.5) nor a block"
            + " (10.0.0.0/8, fd00::/8)"
            + (cause == null ? "" : ": " + cause.getMessage()),
        cause);
  }
}
