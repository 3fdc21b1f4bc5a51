package pl.automateforge.agent.action.mail;

import java.time.Duration;
import java.util.Optional;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/**
 * Moves the mail into a folder that is there already. Class A where the server has MOVE, else B. A
 * mail that a person moved or deleted meanwhile is left where it is, and the receipt says so.
 */
public final class ImapMoveAction implements Action {
  private final String name;
  private final FolderMove move;

  /**
   * @param folder as the spec names it
   */
  public ImapMoveAction(String name, MailFolders folders, String folder) {
    this.name = name;
    this.move = new FolderMove(folders, folder);
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
    return "move the mail to the folder " + move.folder() + ": category " + request.category();
  }

  @Override
  public Optional<String> destroys() {
    return move.destroys();
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
