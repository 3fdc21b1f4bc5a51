package pl.automateforge.agent.standin.mail;

import java.util.List;
import java.util.Optional;

/** One mail in a folder of the stand-in, as it was when it was looked at. */
public final class HeldMail {
  private final long uid;
  private final List<String> flags;
  private final String label;
  private final byte[] raw;

  /**
   * @param raw is kept, not copied
   */
  HeldMail(long uid, List<String> flags, String label, byte[] raw) {
    this.uid = uid;
    this.flags = List.copyOf(flags);
    this.label = label;
    this.raw = raw;
  }

  /** Its UID in the folder. */
  public long uid() {
    return uid;
  }

  /** Flags and keywords as IMAP writes them, in order. */
  public List<String> flags() {
    return flags;
  }

  /** Its true category; empty for a mail that the generator did not make. */
  public Optional<String> label() {
    return label.isEmpty() ? Optional.empty() : Optional.of(label);
  }

  /** Its bytes. */
  public byte[] raw() {
    return raw.clone();
  }
}
