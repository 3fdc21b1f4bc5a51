package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.ReviewDesk;
import pl.automateforge.agent.check.CheckResult;

/** A mailbox folder where mails wait for a person; moving one out of it is the verdict. */
public final class ReviewFolder implements ReviewDesk {
  private static final Duration LOOKING = Duration.ofMinutes(2);

  private final String name;
  private final FolderMove move;

  /**
   * @param folder as the spec names it
   */
  public ReviewFolder(String name, MailFolders folders, String folder) {
    this.name = name;
    this.move = new FolderMove(folders, folder);
  }

  @Override
  public Map<String, Taken> taken(Collection<Laid> laid) throws IOException {
    List<Laid> all = List.copyOf(laid);
    return all.isEmpty()
        ? Map.of()
        : move.folders()
            .mailbox()
            .read(
                LOOKING,
                session -> new ReviewLook(session, move.folders(), move.folder()).taken(all));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return move.effectClass();
  }

  @Override
  public String describe(EffectRequest request) {
    return "lay the mail into the folder "
        + move.folder()
        + ", where a person decides: category "
        + request.category();
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    return move.perform(request, repeated);
  }

  @Override
  public Probe probe(EffectRequest request) {
    return move.probe(request);
  }

  @Override
  public Duration probeAfter() {
    return move.probeAfter();
  }

  @Override
  public CheckResult check() {
    return move.check();
  }

  @Override
  public void close() {
    // The mailbox is its owner's.
  }
}
