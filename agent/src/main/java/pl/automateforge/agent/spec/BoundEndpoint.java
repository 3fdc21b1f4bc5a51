package pl.automateforge.agent.spec;

import java.util.Optional;

/**
 * An address that the agent talks to, with its slots filled in.
 *
 * @param path where it stands, as keys
 * @param value a URL, a database address or a host; never a secret: without user info, and of an
 *     address that is a secret only scheme, host and port
 * @param receivesContent whether the content of items is sent there
 */
public record BoundEndpoint(String path, String value, boolean receivesContent) {
  /** The host in lower case, without brackets; empty where the address shows none. */
  public Optional<String> host() {
    if (value.startsWith("jdbc:")) {
      return AddressForm.DATABASE.host(value);
    }
    return (value.contains("://") ? AddressForm.URL : AddressForm.HOST).host(value);
  }
}
