package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.check.CheckResult;

/**
 * An answer to the one address in the original's From, never elsewhere, with the notice that an AI
 * wrote it. Programs, lists and the agent's own addresses are not answered. Class D; whoever calls
 * it has asked a person before.
 */
public final class ReplyAction implements Action {
  private final String name;
  private final Template text;
  private final SmtpSender sender;
  private final OriginalReader reader;
  private final List<MailAddress> own;
  private final Clock clock;

  /**
   * @param text for {@code PLAIN_TEXT}
   * @param own further addresses that are the agent's own, such as the mailbox's
   * @param clock tells the mail's date
   */
  public ReplyAction(
      String name,
      Template text,
      SmtpSender sender,
      OriginalReader reader,
      Collection<MailAddress> own,
      Clock clock) {
    this.name = name;
    this.text = text;
    this.sender = sender;
    this.reader = reader;
    this.own = new ArrayList<>(own);
    this.own.add(sender.from());
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return EffectClass.D;
  }

  @Override
  public boolean answersTheSender() {
    return true;
  }

  @Override
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "answer the sender with a mail of %d characters from %s, once a person has agreed:"
            + " category %s",
        text.render(MailValues.of(request)).length(),
        sender.from(),
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    return Sending.once(() -> {
      Original original;
      try {
        original = reader.read(request.origin());
      } catch (IOException e) {
        return new EffectResult.NotNow(
            "the mail to answer cannot be read: " + e.getMessage(), null);
      }
      return answer(request, original);
    });
  }

  private EffectResult answer(EffectRequest request, Original original) {
    Optional<String> reason = LoopGuard.reason(original, own);
    if (reason.isPresent()) {
      return new EffectResult.Refused("the mail is not answered: " + reason.get());
    }
    List<MailAddress> to = original.from().stream().toList();
    String written = text.render(MailValues.of(request));
    if (written.isBlank()) {
      return new EffectResult.Refused("the answer is empty");
    }
    ComposedMail mail =
        new ComposedMail(
            sender.from(),
            to,
            original.answerSubject(),
            AiNotice.under(written, original.language()),
            clock.instant(),
            request.effect(),
            "auto-replied",
            original.thread(),
            AiNotice.REVIEWED);
    EffectResult sent = sender.send(to, mail.bytes());
    return sent instanceof EffectResult.Done done
        ? new EffectResult.Done(AiNotice.receipt(done.receipt()))
        : sent;
  }

  @Override
  public CheckResult check() {
    return sender.check();
  }

  @Override
  public void close() {
    // A connection lives no longer than its mail.
  }
}
