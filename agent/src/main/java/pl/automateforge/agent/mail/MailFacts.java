package pl.automateforge.agent.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server knows of a mail without sending it.
 *
 * @param size in bytes, as the server says; some are off
 * @param arrival when the server got it; null where it does not tell
 * @param flags with their backslash where they are the protocol's own, such as {@code \Seen}
 */
public record MailFacts(long uid, long size, @Nullable Instant arrival, Set<String> flags) {
  public MailFacts {
    flags = Set.copyOf(flags);
  }

  /** When the server got it; empty where it does not tell. */
  public Optional<Instant> arrived() {
    return Optional.ofNullable(arrival);
  }

  /** Whether somebody read it. */
  public boolean seen() {
    return flags.stream().anyMatch("\\Seen"::equalsIgnoreCase);
  }
}
