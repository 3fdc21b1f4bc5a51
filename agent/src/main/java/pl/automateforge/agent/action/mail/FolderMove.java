package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action.Probe;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.SelectedFolder;

/** Moving mails into one folder of the spec. For any number of threads. */
final class FolderMove {
  /** A server shows a copy at once; the time is for what was under way when the line was cut. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final MailFolders folders;
  private final String folder;

  /** Null until the server has told; empty where it does not. */
  private @Nullable String destroys;

  FolderMove(MailFolders folders, String folder) {
    this.folders = folders;
    this.folder = folder;
  }

  String folder() {
    return folder;
  }

  MailFolders folders() {
    return folders;
  }

  EffectClass effectClass() {
    return folders.hasMove() ? EffectClass.A : EffectClass.B;
  }

  Duration probeAfter() {
    return SETTLED;
  }

  /** Asked until the server has answered once; as long as it does not, the worst is assumed. */
  synchronized Optional<String> destroys() {
    if (destroys == null) {
      try {
        destroys = folders.mailbox().read(folders.deadline(), this::use);
      } catch (IOException e) {
        return Optional.of("cannot tell now whether " + folder + " is the server's trash or junk");
      }
    }
    return Optional.of(destroys).filter(why -> !why.isEmpty());
  }

  private String use(ImapSession session) throws MailException {
    Optional<String> target = session.existing(folder);
    for (String use : List.of("\\Trash", "\\Junk")) {
      if (target.isPresent() && target.equals(session.folderFor(use))) {
        return "is destructive (the server calls " + folder + " its " + use + ")";
      }
    }
    return "";
  }

  /**
   * @param repeated whether an earlier attempt at this same effect may have happened
   */
  EffectResult perform(EffectRequest request, boolean repeated) {
    Moving moving = new Moving();
    try {
      return folders
          .mailbox()
          .work(
              folders.deadline(),
              session -> new EffectResult.Done(moving.in(session, request).run(repeated)));
    } catch (IOException e) {
      return moving.halfway()
          ? new EffectResult.Unknown("it may lie in two folders: " + e.getMessage())
          : ImapResults.of(e, moving.begun());
    }
  }

  Probe probe(EffectRequest request) {
    try {
      Optional<String> receipt =
          folders
              .mailbox()
              .work(folders.deadline(), session -> new Moving().in(session, request).look());
      return receipt.<Probe>map(Probe.Found::new).orElseGet(Probe.Absent::new);
    } catch (IOException e) {
      return new Probe.CannotTell("the mailbox cannot be asked: " + e.getMessage());
    }
  }

  CheckResult check() {
    try {
      return folders
          .mailbox()
          .read(folders.deadline(), session -> new CheckResult.Fine(seen(session)));
    } catch (IOException e) {
      return ImapResults.failed(e);
    }
  }

  private String seen(ImapSession session) throws MailException {
    long start = System.nanoTime();
    SelectedFolder selected = session.selectAgain(target(session));
    if (!selected.writable()) {
      throw new MailException(
          MailException.Kind.FOLDER,
          session.server().shown() + ": the folder '" + folder + "' cannot be written",
          "let the login write to this folder, or name another one");
    }
    return String.format(
        Locale.ROOT,
        "%s: folder %s with %d mails, moves by %s; answered in %d ms, nothing was moved",
        session.server().shown(),
        selected.name(),
        selected.messages(),
        session.has("MOVE") ? "MOVE" : "COPY and EXPUNGE",
        (System.nanoTime() - start) / 1_000_000);
  }

  private String target(ImapSession session) throws MailException {
    Optional<String> full = session.existing(folder);
    if (full.isEmpty()) {
      throw session.missing(folder);
    }
    return full.get();
  }

  /** Remembers how far a move came, for when the session breaks. */
  private final class Moving {
    private @Nullable MailMove move;

    MailMove in(ImapSession session, EffectRequest request) throws MailException {
      MailMove made = new MailMove(session, folders, request, target(session));
      move = made;
      return made;
    }

    boolean begun() {
      return move != null && move.begun();
    }

    boolean halfway() {
      return move != null && move.halfway();
    }
  }
}
