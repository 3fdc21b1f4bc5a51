package pl.automateforge.agent.source.imap;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.spec.Hashes;

/**
 * Reads mails whole to know them by their bytes: small ones many at a time, large ones in pieces.
 */
final class Bodies {
  private final ImapSession session;
  private int mayKeep;

  /**
   * @param mayKeep how many bytes may be kept in all
   */
  Bodies(ImapSession session, int mayKeep) {
    this.session = session;
    this.mayKeep = mayKeep;
  }

  /** A mail that was read. */
  static final class Body {
    private final String hash;
    private final long size;
    private final byte @Nullable [] bytes;

    private Body(String hash, long size, byte @Nullable [] bytes) {
      this.hash = hash;
      this.size = size;
      this.bytes = bytes;
    }

    String hash() {
      return hash;
    }

    long size() {
      return size;
    }

    /** Null where too much is kept already. */
    byte @Nullable [] bytes() {
      return bytes;
    }
  }

  /** The bodies of these mails in their order; one that is gone or cannot be read is left out. */
  Map<MailFacts, Body> read(List<MailFacts> mails, int largestAtOnce) throws MailException {
    List<Long> small =
        mails.stream().filter(m -> m.size() <= largestAtOnce).map(MailFacts::uid).toList();
    Map<Long, byte[]> together = small.size() < 2 ? Map.of() : session.bodies(small);
    Map<MailFacts, Body> bodies = new LinkedHashMap<>();
    for (MailFacts mail : mails) {
      byte[] bytes = together.get(mail.uid());
      Body body = bytes == null ? alone(mail.uid(), largestAtOnce) : of(bytes);
      if (body != null) {
        bodies.put(mail, body);
      }
    }
    return bodies;
  }

  private Body of(byte[] bytes) {
    return new Body(Hashes.sha256(bytes), bytes.length, keep(bytes));
  }

  private byte @Nullable [] keep(byte[] bytes) {
    if (bytes.length > mayKeep) {
      return null;
    }
    mayKeep -= bytes.length;
    return bytes;
  }

  /** Reads one mail in pieces; null where it is gone. */
  @Nullable Body alone(long uid, int mostKept) throws MailException {
    MessageDigest digest = Hashes.digest();
    var kept = new ByteArrayOutputStream();
    var tooLarge = new AtomicBoolean();
    long size =
        session.body(
            uid,
            Long.MAX_VALUE,
            (bytes, from, length) -> {
              digest.update(bytes, from, length);
              if (kept.size() + length <= mostKept && !tooLarge.get()) {
                kept.write(bytes, from, length);
              } else {
                tooLarge.set(true);
                kept.reset();
              }
            });
    if (size < 0) {
      return null;
    }
    byte[] whole = !tooLarge.get() ? keep(kept.toByteArray()) : null;
    return new Body(HexFormat.of().formatHex(digest.digest()), size, whole);
  }
}
