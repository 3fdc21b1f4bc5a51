package pl.automateforge.agent.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an endpoint must be once no slot is left in it. */
enum AddressForm {
  /** {@code http} or {@code https} with a host. */
  URL("a URL such as https://api.acme.example/v1"),
  /** A host name or an IP address alone. */
  HOST("a host name or an IP address, without scheme, port or path"),
  /** A JDBC address; its host is found where it has the usual form. */
  DATABASE("a database address such as jdbc:postgresql://db.acme.example/mails"),
  /** A login name or another word that is no address. */
  NAME("a name");

  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[?[0-9a-fA-F:.]+]?");

  private final String expected;

  AddressForm(String expected) {
    this.expected = expected;
  }

  String expected() {
    return expected;
  }

  /** Whether a text without slots is such an address. */
  boolean fits(String text) {
    return switch (this) {
      case URL -> uri(text).filter(AddressForm::isWeb).isPresent();
      case HOST -> HOST_NAME.matcher(text).matches();
      case DATABASE -> text.startsWith("jdbc:") && text.length() > "jdbc:".length();
      case NAME -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    };
  }

  /** The host that the address names, in lower case; empty where there is none to be seen. */
  Optional<String> host(String text) {
    return switch (this) {
      case URL -> uri(text).map(URI::getHost).map(AddressForm::plain);
      case HOST -> Optional.of(plain(text));
      case DATABASE ->
          uri(text.substring(text.startsWith("jdbc:") ? "jdbc:".length() : 0))
              .map(URI::getHost)
              .map(AddressForm::plain);
      case NAME -> Optional.empty();
    };
  }

  private static String plain(String host) {
    return host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isWeb(URI uri) {
    String scheme = uri.getScheme();
    return scheme != null
        && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
        && uri.getHost() != null;
  }
}
