package pl.automateforge.agent.mail;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.Namespaces;

/**
 * The folders of a mailbox, and what a name in a spec means here: {@code Faktury/2026} may be
 * {@code INBOX.Faktury.2026}. Read once a connection, and again where a name is not found.
 */
final class FolderNames {
  private static final int MOST = 50_000;
  private static final int PROPOSED = 3;
  private static final String INBOX = "INBOX";

  private final String prefix;
  private final char separator;
  private List<String> folders = List.of();
  private List<String> selectable = List.of();
  private Map<String, String> uses = Map.of();

  private FolderNames(String prefix, char separator) {
    this.prefix = prefix;
    this.separator = separator;
  }

  static FolderNames of(ImapWire wire) throws ProtocolException {
    String prefix = "";
    char separator = 0;
    if (wire.hasCapability("NAMESPACE")) {
      Namespaces spaces = wire.namespace();
      if (spaces != null && spaces.personal != null && spaces.personal.length > 0) {
        prefix = spaces.personal[0].prefix == null ? "" : spaces.personal[0].prefix;
        separator = spaces.personal[0].delimiter;
      }
    }
    if (separator == 0) {
      ListInfo[] root = wire.list("", "");
      separator = root != null && root.length > 0 ? root[0].separator : '/';
    }
    var names = new FolderNames(prefix, separator);
    names.read(wire);
    return names;
  }

  void read(ImapWire wire) throws ProtocolException {
    ListInfo[] listed = wire.list("", "*");
    List<String> all = new ArrayList<>();
    List<String> open = new ArrayList<>();
    Map<String, String> used = new HashMap<>();
    for (ListInfo info : listed == null ? new ListInfo[0] : listed) {
      if (info.name != null && all.size() < MOST) {
        all.add(info.name);
        if (info.canOpen) {
          open.add(info.name);
          for (String attribute : info.attrs == null ? new String[0] : info.attrs) {
            used.putIfAbsent(attribute.toLowerCase(Locale.ROOT), info.name);
          }
        }
      }
    }
    folders = all;
    selectable = open;
    uses = used;
  }

  /** All that can be opened, by their full names. */
  List<String> selectable() {
    return List.copyOf(selectable);
  }

  /** The folder that the server marks with this attribute, such as {@code \\Drafts}. */
  Optional<String> folderFor(String use) {
    return Optional.ofNullable(uses.get(use.toLowerCase(Locale.ROOT)));
  }

  /** The full name of the folder that a name means. */
  Optional<String> existing(String name) {
    for (String candidate : candidates(name)) {
      if (candidate.equalsIgnoreCase(INBOX)) {
        return Optional.of(INBOX);
      }
      Optional<String> found = folders.stream().filter(f -> same(f, candidate)).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean same(String folder, String name) {
    return Normalizer.normalize(folder, Normalizer.Form.NFC)
        .equals(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  /** What the folder is or would be called in full. */
  String full(String name) {
    return existing(name).orElseGet(() -> prefixed(nested(name)));
  }

  private Set<String> candidates(String name) {
    Set<String> candidates = new LinkedHashSet<>();
    candidates.add(name);
    candidates.add(prefixed(nested(name)));
    candidates.add(nested(name));
    candidates.add(prefixed(name));
    return candidates;
  }

  private String nested(String name) {
    return name.replace('/', separator);
  }

  private String prefixed(String name) {
    return name.equalsIgnoreCase(INBOX) || name.startsWith(prefix) ? name : prefix + name;
  }

  /** The sentence and the cure for a name that means none of them. */
  MailException missing(MailServer server, String name) {
    List<String> near = near(name);
    String proposal =
        near.isEmpty()
            ? "create it in the mailbox"
            : "write one of: " + String.join(", ", near) + "; or create it in the mailbox";
    return new MailException(
        MailException.Kind.FOLDER,
        server.shown() + ": there is no folder '" + ServerText.shown(name) + "'",
        proposal
            + "; or let AutoForge create it as '"
            + full(name)
            + "': autoforge check SPEC --create-folders");
  }

  private List<String> near(String name) {
    String wanted = plain(name);
    record Near(String folder, int distance) {}
    return selectable.stream()
        .limit(1_000)
        .map(folder -> new Near(folder, distance(wanted, plain(folder))))
        .filter(near -> near.distance() <= Math.max(2, wanted.length() / 3))
        .sorted(java.util.Comparator.comparingInt(Near::distance))
        .limit(PROPOSED)
        .map(near -> "'" + ServerText.shown(near.folder()) + "'")
        .toList();
  }

  private String plain(String name) {
    String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    String letters =
        Normalizer.normalize(nested(own), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String low = letters.toLowerCase(Locale.ROOT).replace('ł', 'l');
    return low.length() <= 100 ? low : low.substring(0, 100);
  }

  private static int distance(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
      }
      last = row;
    }
    return last[b.length()];
  }
}
