package pl.automateforge.agent.action.mail;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.check.CheckResult;

/** A mail to the recipients of the spec. Class D: SMTP knows no way to ask afterwards. */
public final class EmailAction implements Action {
  private final String name;
  private final List<MailAddress> to;
  private final Template subject;
  private final Template text;
  private final SmtpSender sender;
  private final Clock clock;

  /**
   * @param subject for {@code MAIL_HEADER}
   * @param text for {@code PLAIN_TEXT}
   * @param clock tells the mail's date
   */
  public EmailAction(
      String name,
      List<MailAddress> to,
      Template subject,
      Template text,
      SmtpSender sender,
      Clock clock) {
    this.name = name;
    this.to = List.copyOf(to);
    this.subject = subject;
    this.text = text;
    this.sender = sender;
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
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "send a mail of %d characters from %s to %s: category %s",
        text.render(MailValues.of(request)).length(),
        sender.from(),
        to.stream().map(MailAddress::toString).collect(Collectors.joining(", ")),
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    return Sending.once(() -> sender.send(to, mail(request).bytes()));
  }

  private ComposedMail mail(EffectRequest request) {
    return new ComposedMail(
        sender.from(),
        to,
        subject.render(MailValues.of(request)).strip(),
        text.render(MailValues.of(request)),
        clock.instant(),
        request.effect(),
        "auto-generated",
        null);
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
