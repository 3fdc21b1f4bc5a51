package pl.automateforge.agent.mail;

import jakarta.mail.Flags;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Hashes;

/** The FETCH commands over one connection. */
final class Fetches {
  static final int UIDS_A_COMMAND = 500;
  private static final int PIECE = 1024 * 1024;

  /** A mail larger than this is no mail: whoever reads on reads for ever. */
  private static final long LARGEST = 4L * 1024 * 1024 * 1024;

  private static final int LOCATED_BY_BYTES = 1_000;

  private final ImapWire wire;

  Fetches(ImapWire wire) {
    this.wire = wire;
  }

  /** In ascending order of the UIDs. */
  Map<Long, MailFacts> facts(Collection<Long> uids) throws ProtocolException {
    Map<Long, MailFacts> facts = HashMap.newHashMap(uids.size());
    facts(uids, "(UID RFC822.SIZE INTERNALDATE FLAGS)", facts);
    Set<Long> missing = new HashSet<>(uids);
    missing.removeAll(facts.keySet());
    if (!missing.isEmpty()) {
      // Angus drops an answer with a date that it cannot read; the mail is there all the same.
      facts(missing, "(UID RFC822.SIZE FLAGS)", facts);
    }
    Map<Long, MailFacts> ordered = LinkedHashMap.newLinkedHashMap(facts.size());
    facts.keySet().stream().sorted().forEach(uid -> ordered.put(uid, of(facts, uid)));
    return ordered;
  }

  private static MailFacts of(Map<Long, MailFacts> facts, Long uid) {
    MailFacts found = facts.get(uid);
    if (found == null) {
      throw new IllegalStateException("a key without its value");
    }
    return found;
  }

  private void facts(Collection<Long> uids, String items, Map<Long, MailFacts> into)
      throws ProtocolException {
    Set<Long> wanted = Set.copyOf(uids);
    for (String some : UidSets.of(uids, UIDS_A_COMMAND)) {
      for (Response answer : wire.ask("UID FETCH " + some + " " + items)) {
        MailFacts facts = answer instanceof FetchResponse fetched ? facts(fetched) : null;
        if (facts != null && wanted.contains(facts.uid())) {
          into.put(facts.uid(), facts);
        }
      }
    }
  }

  private static @Nullable MailFacts facts(FetchResponse fetched) {
    UID uid = fetched.getItem(UID.class);
    RFC822SIZE size = fetched.getItem(RFC822SIZE.class);
    if (uid == null || size == null) {
      // told by itself, such as a flag that somebody sets now
      return null;
    }
    INTERNALDATE date = fetched.getItem(INTERNALDATE.class);
    Instant arrived = date == null || date.getDate() == null ? null : date.getDate().toInstant();
    return new MailFacts(uid.uid, size.size, arrived, flags(fetched.getItem(FLAGS.class)));
  }

  private static Set<String> flags(@Nullable FLAGS flags) {
    Set<String> names = new HashSet<>();
    if (flags != null) {
      if (flags.contains(Flags.Flag.SEEN)) {
        names.add("\\Seen");
      }
      if (flags.contains(Flags.Flag.DELETED)) {
        names.add("\\Deleted");
      }
      if (flags.contains(Flags.Flag.FLAGGED)) {
        names.add("\\Flagged");
      }
      if (flags.contains(Flags.Flag.ANSWERED)) {
        names.add("\\Answered");
      }
      if (flags.contains(Flags.Flag.DRAFT)) {
        names.add("\\Draft");
      }
      names.addAll(List.of(flags.getUserFlags()));
    }
    return names;
  }

  Map<Long, byte[]> bodies(Collection<Long> uids) throws ProtocolException {
    Map<Long, byte[]> bodies = HashMap.newHashMap(uids.size());
    Set<Long> wanted = Set.copyOf(uids);
    for (String some : UidSets.of(uids, UIDS_A_COMMAND)) {
      for (Response answer : wire.ask("UID FETCH " + some + " (UID BODY.PEEK[])")) {
        if (answer instanceof FetchResponse fetched) {
          UID uid = fetched.getItem(UID.class);
          ByteArray bytes = bytes(fetched);
          if (uid != null && bytes != null && wanted.contains(uid.uid)) {
            bodies.put(uid.uid, copy(bytes));
          }
        }
      }
    }
    return bodies;
  }

  private static @Nullable ByteArray bytes(FetchResponse fetched) {
    BODY body = fetched.getItem(BODY.class);
    return body == null ? null : body.getByteArray();
  }

  private static byte[] copy(ByteArray bytes) {
    return bytes.getNewBytes();
  }

  long body(long uid, long most, ImapSession.Pieces pieces) throws ProtocolException {
    long read = 0;
    while (read < Math.min(most, LARGEST)) {
      int wanted = (int) Math.min(PIECE, Math.min(most, LARGEST) - read);
      ByteArray piece = piece(uid, read, wanted);
      if (piece == null) {
        return -1;
      }
      if (piece.getCount() == 0) {
        return read;
      }
      int count = Math.min(piece.getCount(), wanted);
      pieces.take(piece.getBytes(), piece.getStart(), count);
      read += count;
      if (count < wanted) {
        return read;
      }
    }
    return read;
  }

  private @Nullable ByteArray piece(long uid, long from, int count) throws ProtocolException {
    String command = "UID FETCH " + uid + " (UID BODY.PEEK[]<" + from + "." + count + ">)";
    for (Response answer : wire.ask(command)) {
      if (answer instanceof FetchResponse fetched) {
        UID told = fetched.getItem(UID.class);
        ByteArray bytes = bytes(fetched);
        if (told != null && told.uid == uid && bytes != null) {
          return bytes;
        }
      }
    }
    return null;
  }

  /** Those with exactly so many raw bytes, whatever size the server tells. */
  List<Long> ofTrueSize(Collection<Long> uids, long size) throws ProtocolException {
    Set<Long> same = new TreeSet<>();
    Set<Long> wanted = Set.copyOf(uids);
    // Of two bytes from the last one on, such a mail has one.
    String last = " (UID BODY.PEEK[]<" + Math.max(0, size - 1) + ".2>)";
    for (String some : UidSets.of(uids, UIDS_A_COMMAND)) {
      for (Response answer : wire.ask("UID FETCH " + some + last)) {
        if (answer instanceof FetchResponse fetched) {
          UID uid = fetched.getItem(UID.class);
          ByteArray bytes = bytes(fetched);
          if (uid != null && bytes != null && bytes.getCount() == 1 && wanted.contains(uid.uid)) {
            same.add(uid.uid);
          }
        }
      }
    }
    return List.copyOf(same);
  }

  Optional<Long> locate(List<Long> candidates, String sha256) throws ProtocolException {
    for (Long uid : candidates.subList(0, Math.min(LOCATED_BY_BYTES, candidates.size()))) {
      var digest = Hashes.digest();
      long read = body(uid, Long.MAX_VALUE, digest::update);
      if (read >= 0 && HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
        return Optional.of(uid);
      }
    }
    return Optional.empty();
  }
}
