package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.SelectedFolder;

/** Sets a keyword or a flag of the protocol on the mail, wherever the agent left it. Class A. */
public final class ImapFlagAction implements Action {
  private final String name;
  private final MailFolders folders;
  private final String sourceFolder;
  private final String flag;

  /**
   * @param sourceFolder as the spec names it
   * @param flag a keyword, or one of {@code \Seen}, {@code \Flagged} and {@code \Answered}
   */
  public ImapFlagAction(String name, MailFolders folders, String sourceFolder, String flag) {
    this.name = name;
    this.folders = folders;
    this.sourceFolder = sourceFolder;
    this.flag = MailFlag.require(flag);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return EffectClass.A;
  }

  @Override
  public String describe(EffectRequest request) {
    return "mark the mail with " + flag + ": category " + request.category();
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    boolean[] begun = {false};
    try {
      return folders.mailbox().work(folders.deadline(), session -> mark(session, request, begun));
    } catch (IOException e) {
      return ImapResults.of(e, begun[0]);
    }
  }

  private EffectResult mark(ImapSession session, EffectRequest request, boolean[] begun)
      throws MailException {
    MailFinder finder = new MailFinder(session, request.origin());
    Optional<MailFinder.Found> found = finder.atSource();
    if (found.isEmpty()) {
      found = finder.in(folders.all());
    }
    if (found.isEmpty()) {
      return new EffectResult.Done("not marked: somebody moved or deleted the mail before");
    }
    if (!isKept(found.get().folder())) {
      return new EffectResult.Refused(keepsNone(found.get().folder().name()));
    }
    begun[0] = true;
    session.mark(List.of(found.get().facts().uid()), true, flag);
    Optional<MailFinder.Found> read = finder.facts(found.get().folder(), found.get().facts().uid());
    if (read.isEmpty()) {
      return new EffectResult.Done("marked, then somebody moved or deleted the mail");
    }
    return has(read.get().facts().flags())
        ? new EffectResult.Done("marked: " + read.get().place().shown())
        : new EffectResult.Refused(keepsNone(found.get().folder().name()));
  }

  private boolean isKept(SelectedFolder folder) {
    return MailFlag.isSystem(flag) || folder.keepsKeywords();
  }

  private boolean has(Set<String> flags) {
    return flags.stream().anyMatch(flag::equalsIgnoreCase);
  }

  private String keepsNone(String folder) {
    return "the server keeps no "
        + flag
        + " in the folder "
        + folder
        + "; use imap-move, or one of the flags \\Seen, \\Flagged, \\Answered";
  }

  @Override
  public CheckResult check() {
    try {
      return folders.mailbox().read(folders.deadline(), this::seen);
    } catch (IOException e) {
      return ImapResults.failed(e);
    }
  }

  private CheckResult seen(ImapSession session) throws MailException {
    long start = System.nanoTime();
    SelectedFolder folder = session.selectAgain(sourceFolder);
    if (!folder.writable() || !isKept(folder)) {
      return new CheckResult.Failed(
          session.server().shown() + ": " + keepsNone(folder.name()),
          "use another action or flag, or let the login write to the folder");
    }
    return new CheckResult.Fine(
        String.format(
            Locale.ROOT,
            "%s: folder %s keeps %s; answered in %d ms, nothing was marked",
            session.server().shown(),
            folder.name(),
            flag,
            (System.nanoTime() - start) / 1_000_000));
  }

  @Override
  public void close() {
    // The mailbox is its owner's.
  }
}
