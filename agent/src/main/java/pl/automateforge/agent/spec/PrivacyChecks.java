package pl.automateforge.agent.spec;

import java.time.Duration;
import java.util.Optional;

/** Networks with a prefix that exists, and texts that are not kept longer than their journal. */
final class PrivacyChecks {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private PrivacyChecks() {}

  static void check(Draft draft) {
    for (String path : draft.children("privacy.inside")) {
      draft.get(path, String.class).ifPresent(network -> network(draft, path, network));
    }
    Optional<Duration> texts = draft.get("privacy.keepTexts", Duration.class);
    Optional<Duration> journal = draft.get("privacy.keepJournal", Duration.class);
    if (texts.isPresent() && journal.isPresent() && texts.get().compareTo(journal.get()) > 0) {
      draft.error(
          "privacy.keepTexts",
          days(texts.get())
              + " is longer than keepJournal of "
              + days(journal.get())
              + ": a text would outlive what it belongs to");
    }
  }

  /** As people write what is kept for months. */
  private static String days(Duration kept) {
    long days = kept.toDays();
    return kept.equals(Duration.ofDays(days)) ? days + "d" : DurationLeaf.text(kept);
  }

  private static void network(Draft draft, String path, String network) {
    int slash = network.indexOf('/');
    if (slash < 0) {
      return;
    }
    String address = network.substring(0, slash);
    boolean ipv4 = address.matches("((25[0-5]|(2[0-4]|1?\\d)?\\d)(\\.(?!$)|$)){4}");
    boolean ipv6 = address.contains(":") && address.matches("[0-9a-fA-F:.]+");
    int bits = Integer.parseInt(network.substring(slash + 1));
    if ((!ipv4 && !ipv6) || bits > (ipv4 ? IPV4_BITS : IPV6_BITS)) {
      draft.error(
          path,
          Words.quote(network)
              + " is not a block; expected an address and a prefix, such as 10.0.0.0/8");
    }
  }
}
