package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;

/** One mailbox, and the folders of it that a spec names. For any number of threads. */
public final class MailFolders {
  /** On every mail that an agent moved, where the server keeps keywords. */
  static final String OURS = "$AutoForge";

  private static final Duration ASKING = Duration.ofSeconds(10);

  private final Mailbox mailbox;
  private final List<String> moves;
  private final List<String> reviews;
  private final Duration deadline;
  private @Nullable Boolean hasMove;

  /**
   * @param mailbox shared with the source
   * @param deadline of one effect, waiting for the mailbox included
   */
  public MailFolders(Mailbox mailbox, AgentSpec spec, Duration deadline) {
    this(mailbox, moves(spec), reviews(spec), deadline);
  }

  MailFolders(
      Mailbox mailbox, Collection<String> moves, Collection<String> reviews, Duration deadline) {
    this.mailbox = mailbox;
    this.moves = List.copyOf(moves);
    this.reviews = List.copyOf(reviews);
    this.deadline = deadline;
  }

  private static Set<String> moves(AgentSpec spec) {
    Set<String> moves = new LinkedHashSet<>();
    for (ActionSpec action : spec.actions().values()) {
      if (action instanceof ActionSpec.ImapMove move) {
        moves.add(move.folder());
      }
    }
    return moves;
  }

  private static Set<String> reviews(AgentSpec spec) {
    Set<String> reviews = new LinkedHashSet<>();
    for (ActionSpec action : spec.actions().values()) {
      if (action instanceof ActionSpec.Review review && review.folder() != null) {
        reviews.add(review.folder());
      }
    }
    return reviews;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Duration deadline() {
    return deadline;
  }

  /** Where imap-move puts mails. */
  List<String> moves() {
    return moves;
  }

  /** Where mails wait for a person. */
  List<String> reviews() {
    return reviews;
  }

  /** All of them; those where mails wait come first. */
  List<String> all() {
    List<String> all = new ArrayList<>(reviews);
    all.addAll(moves);
    return all;
  }

  /**
   * Whether the server has MOVE. Asked once a process, so that an effect's class never changes; no,
   * where the server could not be asked then.
   */
  synchronized boolean hasMove() {
    Boolean known = hasMove;
    if (known == null) {
      known = askForMove();
      hasMove = known;
    }
    return known;
  }

  private boolean askForMove() {
    try {
      return mailbox.read(ASKING, session -> session.has("MOVE"));
    } catch (IOException e) {
      return false;
    }
  }
}
