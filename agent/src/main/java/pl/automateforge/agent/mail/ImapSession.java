package pl.automateforge.agent.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox during one piece of work: valid until that ends, for its thread alone. Folders are
 * named as a spec names them or in full; mails by UID, in the folder that is selected.
 *
 * <p>Each call fails with a {@link MailException}. One that the server answered with no leaves the
 * connection as it was; any other ends it.
 */
public final class ImapSession {
  /** How much more than its bytes a small mail may take in a server's store. */
  private static final long STORED_MORE = 64 * 1024;

  private static final int SAMPLE = 3;

  /** What a SEARCH can ask for. */
  private static final long LARGEST = 4_294_967_294L;

  private final ImapWire wire;
  private final MailLine line;
  private @Nullable FolderNames names;
  private @Nullable SelectedFolder selected;
  private final Set<String> sampled = new HashSet<>();
  private boolean sizesAreOff;

  ImapSession(ImapWire wire, MailLine line) {
    this.wire = wire;
    this.line = line;
  }

  /** One exchange with the server. */
  @FunctionalInterface
  interface Exchange<T extends @Nullable Object> {
    T with(ImapWire wire) throws ProtocolException, IOException;
  }

  <T extends @Nullable Object> T ask(Exchange<T> exchange) throws MailException {
    try {
      return exchange.with(wire);
    } catch (ProtocolException | IOException | RuntimeException e) {
      throw line.explain(e);
    }
  }

  /** The server at the other end. */
  public MailServer server() {
    return line.server();
  }

  /** Whether the server can do this, such as {@code MOVE} or {@code UIDPLUS}. */
  public boolean has(String capability) {
    return wire.hasCapability(capability);
  }

  /** All folders that can be opened, by their full names, as they were when they were last read. */
  public List<String> folders() throws MailException {
    return names().selectable();
  }

  /** As {@link #folders}, but asked for anew: somebody may have made one meanwhile. */
  public List<String> foldersNow() throws MailException {
    FolderNames known = names();
    return ask(w -> {
      known.read(w);
      return known.selectable();
    });
  }

  /**
   * The folder that the server marks for a use, as RFC 6154 has it: {@code \\Drafts}, {@code
   * \\Trash}; empty where it marks none.
   */
  public Optional<String> folderFor(String use) throws MailException {
    return names().folderFor(use);
  }

  /** The full name of the folder that this name means; empty where there is none. */
  public Optional<String> existing(String name) throws MailException {
    Optional<String> known = names().existing(name);
    if (known.isEmpty()) {
      FolderNames again = names();
      ask(w -> {
        again.read(w);
        return again;
      });
      known = again.existing(name);
    }
    return known;
  }

  /** What this folder is or would be called in full: {@code Faktury} is {@code INBOX.Faktury}. */
  public String fullName(String name) throws MailException {
    return names().full(name);
  }

  /** Makes the folder where it is missing, subscribed; its full name either way. */
  public String create(String name) throws MailException {
    Optional<String> there = existing(name);
    if (there.isPresent()) {
      return there.get();
    }
    String full = fullName(name);
    FolderNames known = names();
    ask(w -> {
      w.ask("CREATE", w.name(full));
      w.ask("SUBSCRIBE", w.name(full));
      known.read(w);
      return known;
    });
    return full;
  }

  /** The failure that says that a folder is missing, and which ones are there. */
  public MailException missing(String name) throws MailException {
    return names().missing(server(), name);
  }

  /** Selects the folder for writing unless it is selected already. */
  public SelectedFolder select(String name) throws MailException {
    SelectedFolder now = selected;
    if (now != null && (now.name().equals(name) || now.name().equals(fullName(name)))) {
      return now;
    }
    return selectAgain(name);
  }

  /** Selects the folder for writing, so that what is told of it is of this moment. */
  public SelectedFolder selectAgain(String name) throws MailException {
    String full = existing(name).orElse(null);
    if (full == null) {
      throw missing(name);
    }
    selected = null;
    try {
      MailboxInfo info = ask(w -> w.select(full));
      wire.exists(info.total);
      selected = selected(full, info);
      return selected;
    } catch (MailException e) {
      if (e.kind() == MailException.Kind.REFUSED) {
        throw new MailException(
            MailException.Kind.FOLDER,
            server().shown()
                + ": the folder '"
                + ServerText.shown(name)
                + "' cannot be opened"
                + ServerText.after(": the server refused", String.valueOf(e.getMessage())),
            "let the login read this folder, or name another one",
            e);
      }
      throw e;
    }
  }

  private static SelectedFolder selected(String full, MailboxInfo info) {
    Flags permanent = info.permanentFlags;
    return new SelectedFolder(
        full,
        info.uidvalidity,
        info.uidnext,
        info.total,
        info.highestmodseq,
        permanent != null && permanent.contains(Flags.Flag.USER),
        info.mode == Folder.READ_WRITE);
  }

  /** The mails that meet these criteria of IMAP's SEARCH, ascending; {@code ALL} means all. */
  public List<Long> search(String criteria) throws MailException {
    return ask(w -> Answers.searched(w.ask("UID SEARCH " + Criteria.safe(criteria))));
  }

  /** The mails whose header has this text somewhere, as the server searches. */
  public List<Long> searchHeader(String header, String text) throws MailException {
    return ask(w ->
        Answers.searched(
            w.ask(
                "UID SEARCH HEADER",
                new Argument()
                    .writeString(Criteria.ascii(header))
                    .writeString(Criteria.ascii(text)))));
  }

  /** What the server knows of these mails; one that is gone is left out. */
  public Map<Long, MailFacts> facts(Collection<Long> uids) throws MailException {
    return ask(w -> new Fetches(w).facts(uids));
  }

  /** The raw bytes of these mails, unread as before; one that is gone is left out. */
  public Map<Long, byte[]> bodies(Collection<Long> uids) throws MailException {
    return ask(w -> new Fetches(w).bodies(uids));
  }

  /**
   * Reads one mail in pieces, unread as before.
   *
   * @param most how many bytes at most
   * @return how many were read; -1 where the mail is gone
   */
  public long body(long uid, long most, Pieces pieces) throws MailException {
    return ask(w -> new Fetches(w).body(uid, most, pieces));
  }

  /** Takes the pieces of a mail, in order. */
  @FunctionalInterface
  public interface Pieces {
    /** More bytes of it. */
    void take(byte[] bytes, int from, int length);
  }

  /**
   * Sets or takes flags and keywords.
   *
   * @param flags such as {@code \Seen}, or a keyword
   */
  public void mark(Collection<Long> uids, boolean set, String... flags) throws MailException {
    String list = " " + (set ? "+" : "-") + "FLAGS.SILENT (" + Criteria.flags(flags) + ")";
    ask(w -> {
      for (String some : UidSets.of(uids, Fetches.UIDS_A_COMMAND)) {
        w.ask("UID STORE " + some + list);
      }
      return list;
    });
  }

  /**
   * Moves one mail, for servers that have MOVE.
   *
   * @return where it lies now; empty where the server does not tell
   */
  public Optional<UidPlace> move(long uid, String folder) throws MailException {
    String full = target(folder);
    return ask(w -> Answers.copied(w.ask("UID MOVE " + uid, w.name(full))));
  }

  /** Copies one mail. */
  public Optional<UidPlace> copy(long uid, String folder) throws MailException {
    String full = target(folder);
    return ask(w -> Answers.copied(w.ask("UID COPY " + uid, w.name(full))));
  }

  /** Removes one mail that bears {@code \Deleted}, and no other: for servers with UIDPLUS. */
  public void expunge(long uid) throws MailException {
    ask(w -> w.ask("UID EXPUNGE " + uid));
  }

  /**
   * Puts a message into a folder.
   *
   * @return where it lies; empty where the server does not tell
   */
  public Optional<UidPlace> append(String folder, byte[] message, String... flags)
      throws MailException {
    String full = target(folder);
    try {
      return ask(w -> {
        Argument arguments = w.name(full);
        if (flags.length > 0) {
          arguments.writeAtom("(" + Criteria.flags(flags) + ")");
        }
        arguments.writeBytes(new Bytes(message));
        return Answers.appended(w.ask("APPEND", arguments));
      });
    } catch (MailException e) {
      throw withoutTheServersWords(e);
    }
  }

  /** A server that was given a mail may repeat it, and masks do not find what is cut in two. */
  private MailException withoutTheServersWords(MailException failure) {
    String sentence =
        switch (failure.kind()) {
          case REFUSED -> "the server refused the mail";
          case ANSWER -> "the server does not understand, or is not understood";
          case BROKEN -> "the connection broke while the mail was handed over";
          case LIMIT -> "the server takes no more for now";
          case QUOTA -> "the mailbox is full";
          case EGRESS, HOST, CONNECT, TIMEOUT, CERTIFICATE, TLS, LOGIN, FOLDER, CLOSED -> null;
        };
    return sentence == null
        ? failure
        : new MailException(failure.kind(), server().shown() + ": " + sentence, failure.cure());
  }

  private String target(String folder) throws MailException {
    Optional<String> full = existing(folder);
    if (full.isEmpty()) {
      throw missing(folder);
    }
    return full.get();
  }

  /** The mails of the selected folder that have this size, as the server tells it. */
  public List<Long> uidsOfSize(long size) throws MailException {
    return uidsOfSize(size, size);
  }

  private List<Long> uidsOfSize(long least, long most) throws MailException {
    String larger = least > 0 ? "LARGER " + (least - 1) + " " : "";
    return search(larger + "SMALLER " + (most + 1));
  }

  /**
   * Finds a mail of the selected folder by its bytes, also where the server tells another size.
   *
   * @param sha256 of the raw bytes, in hexadecimal digits
   * @param size of the raw bytes
   */
  public Optional<Long> locate(String sha256, long size) throws MailException {
    return locate(sha256, size, List.of());
  }

  /** As the other, but for these mails. */
  public Optional<Long> locate(String sha256, long size, Collection<Long> except)
      throws MailException {
    List<Long> candidates = new ArrayList<>(uidsOfSize(size));
    candidates.removeAll(except);
    Optional<Long> found = ask(w -> new Fetches(w).locate(candidates, sha256));
    if (found.isPresent()) {
      return found;
    }
    Set<Long> near =
        new LinkedHashSet<>(uidsOfSize(size / 3, Math.min(3 * size + STORED_MORE, LARGEST)));
    candidates.forEach(near::remove);
    except.forEach(near::remove);
    if (near.isEmpty() || !tellsOtherSizes(List.copyOf(near))) {
      return found;
    }
    return ask(w -> {
      Fetches fetches = new Fetches(w);
      return fetches.locate(fetches.ofTrueSize(near, size), sha256);
    });
  }

  /**
   * Whether the server's sizes are not those of the bytes: some tell what a mail takes in their
   * store. A sample of each folder's newest mails is looked at, once.
   */
  private boolean tellsOtherSizes(List<Long> uids) throws MailException {
    SelectedFolder folder = selected;
    if (!sizesAreOff && folder != null && sampled.add(folder.name())) {
      List<Long> sample = uids.subList(Math.max(0, uids.size() - SAMPLE), uids.size());
      for (MailFacts mail : facts(sample).values()) {
        sizesAreOff |=
            ask(w -> new Fetches(w).ofTrueSize(List.of(mail.uid()), mail.size())).isEmpty();
      }
    }
    return sizesAreOff;
  }

  /** Says something cheap, so that the server may say what is new. */
  public void noop() throws MailException {
    ask(w -> w.ask("NOOP"));
  }

  private FolderNames names() throws MailException {
    FolderNames known = names;
    if (known == null) {
      known = ask(FolderNames::of);
      names = known;
    }
    return known;
  }
}
