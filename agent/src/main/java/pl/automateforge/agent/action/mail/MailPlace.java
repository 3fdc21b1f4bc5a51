package pl.automateforge.agent.action.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pl.automateforge.agent.mail.UidPlace;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * Where a mail lies, or lay.
 *
 * @param folder its full name
 */
record MailPlace(String folder, UidPlace uid) {
  private static final Pattern CONTAINER =
      Pattern.compile("(.+);UIDVALIDITY=(\\d{1,18})", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern RECEIPT =
      Pattern.compile("UID (\\d{1,18}), UIDVALIDITY (\\d{1,18}), folder ([^;]+)");

  /** Where a source found an item; empty where the source is no mailbox. */
  static Optional<MailPlace> of(ItemIdentity identity) {
    Matcher container = CONTAINER.matcher(identity.container());
    if (!container.matches() || !NUMBER.matcher(identity.key()).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new MailPlace(
            container.group(1),
            new UidPlace(Long.parseLong(container.group(2)), Long.parseLong(identity.key()))));
  }

  /** Where a receipt says that a mail was put; empty where it does not say. */
  static Optional<MailPlace> in(String receipt) {
    Matcher place = RECEIPT.matcher(receipt);
    return place.find()
        ? Optional.of(
            new MailPlace(
                place.group(3).strip(),
                new UidPlace(Long.parseLong(place.group(2)), Long.parseLong(place.group(1)))))
        : Optional.empty();
  }

  /** The identity under which a source would give the mail that lies here. */
  ItemIdentity identity(String contentHash) {
    return new ItemIdentity(
        folder + ";UIDVALIDITY=" + uid.uidValidity(), Long.toString(uid.uid()), contentHash);
  }

  /** For a receipt; the numbers come first, as a long name may be cut. */
  String shown() {
    return String.format(
        Locale.ROOT, "UID %d, UIDVALIDITY %d, folder %s", uid.uid(), uid.uidValidity(), folder);
  }
}
