package pl.automateforge.agent.standin.mail;

import java.time.Instant;
import java.util.List;

/** One mail that came by SMTP. */
public final class SentMail {
  private final Instant at;
  private final String from;
  private final List<String> to;
  private final byte[] raw;

  /**
   * @param raw is kept, not copied
   */
  SentMail(Instant at, String from, List<String> to, byte[] raw) {
    this.at = at;
    this.from = from;
    this.to = List.copyOf(to);
    this.raw = raw;
  }

  /** When it came. */
  public Instant at() {
    return at;
  }

  /** The sender of the envelope; empty for none. */
  public String from() {
    return from;
  }

  /** The recipients of the envelope. */
  public List<String> to() {
    return to;
  }

  /** Its bytes. */
  public byte[] raw() {
    return raw.clone();
  }
}
