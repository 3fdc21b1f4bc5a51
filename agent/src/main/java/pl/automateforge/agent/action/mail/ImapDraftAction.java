package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.UidPlace;

/**
 * Lays an answer into the drafts, for a person to send: to the original's one From, where there is
 * one. Class B: its Message-ID is the effect's, and is looked for.
 */
public final class ImapDraftAction implements Action {
  /** The folder of the spec that stands for wherever the server keeps drafts. */
  public static final String BY_DEFAULT = "Drafts";

  private static final Duration SHOWN = Duration.ofSeconds(5);

  /** Gmail's search finds a new mail after a while. */
  private static final Duration SHOWN_BY_GMAIL = Duration.ofSeconds(30);

  private final String name;
  private final MailFolders folders;
  private final String folder;
  private final Template text;
  private final @Nullable MailAddress from;
  private final OriginalReader reader;
  private final Clock clock;

  /**
   * @param folder as the spec names it
   * @param text for {@code PLAIN_TEXT}
   * @param from null where the spec names no sender: the mail program puts it in
   */
  public ImapDraftAction(
      String name,
      MailFolders folders,
      String folder,
      Template text,
      @Nullable MailAddress from,
      OriginalReader reader,
      Clock clock) {
    this.name = name;
    this.folders = folders;
    this.folder = folder;
    this.text = text;
    this.from = from;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return EffectClass.B;
  }

  @Override
  public boolean answersTheSender() {
    return true;
  }

  @Override
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "lay an answer of %d characters to the sender into the folder %s: category %s",
        text.render(MailValues.of(request)).length(),
        folder,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    boolean[] begun = {false};
    try {
      Original original = reader.read(request.origin());
      ComposedMail draft = draft(request, original);
      byte[] bytes = draft.bytes();
      String note = note(draft);
      return folders
          .mailbox()
          .work(
              folders.deadline(),
              session -> {
                String target = target(session);
                begun[0] = true;
                Optional<UidPlace> place = session.append(target, bytes, "\\Draft", "\\Seen");
                return new EffectResult.Done(receipt(target, place) + note);
              });
    } catch (IOException e) {
      return ImapResults.of(e, begun[0]);
    } catch (IllegalArgumentException e) {
      return new EffectResult.Refused("the draft cannot be written: " + e.getMessage());
    }
  }

  private ComposedMail draft(EffectRequest request, Original original) {
    return new ComposedMail(
        from,
        original.from().stream().toList(),
        original.answerSubject(),
        text.render(MailValues.of(request)),
        clock.instant(),
        request.effect(),
        null,
        original.thread(),
        null);
  }

  private static String note(ComposedMail draft) {
    if (draft.to().isEmpty()) {
      return "; without a recipient, as the original's From does not name exactly one address";
    }
    return LoopGuard.isNobody(draft.to().getFirst())
        ? "; nobody seems to read answers at the address it goes to"
        : "";
  }

  private static String receipt(String folder, Optional<UidPlace> place) {
    return "draft: "
        + place.map(uid -> new MailPlace(folder, uid).shown()).orElse("folder " + folder);
  }

  /** The drafts have another name in each language, and the server knows which they are. */
  private String target(ImapSession session) throws MailException {
    Optional<String> full = session.existing(folder);
    if (full.isEmpty() && folder.equals(BY_DEFAULT)) {
      full = session.folderFor("\\Drafts");
    }
    if (full.isEmpty()) {
      throw session.missing(folder);
    }
    return full.get();
  }

  @Override
  public Probe probe(EffectRequest request) {
    String id = ComposedMail.messageId(request.effect(), from);
    try {
      return folders
          .mailbox()
          .read(
              folders.deadline(),
              session -> {
                Optional<String> receipt = found(session, target(session), id);
                if (receipt.isEmpty()) {
                  Optional<String> sent = session.folderFor("\\Sent");
                  receipt = sent.isEmpty() ? receipt : found(session, sent.get(), id);
                }
                return receipt.<Probe>map(Probe.Found::new).orElseGet(Probe.Absent::new);
              });
    } catch (IOException e) {
      return new Probe.CannotTell("the mailbox cannot be asked: " + e.getMessage());
    }
  }

  private static Optional<String> found(ImapSession session, String folder, String id)
      throws MailException {
    long validity = session.selectAgain(folder).uidValidity();
    List<Long> uids = session.searchHeader("Message-ID", id);
    return uids.isEmpty()
        ? Optional.empty()
        : Optional.of(receipt(folder, Optional.of(new UidPlace(validity, uids.getFirst()))));
  }

  @Override
  public Duration probeAfter() {
    String host = folders.mailbox().server().host().toLowerCase(Locale.ROOT);
    return host.endsWith("gmail.com") || host.endsWith("googlemail.com") ? SHOWN_BY_GMAIL : SHOWN;
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
    String drafts = session.selectAgain(target(session)).name();
    return new CheckResult.Fine(
        String.format(
            Locale.ROOT,
            "%s: drafts go to folder %s; answered in %d ms, nothing was laid there",
            session.server().shown(),
            drafts,
            (System.nanoTime() - start) / 1_000_000));
  }

  @Override
  public void close() {
    // The mailbox is its owner's.
  }
}
