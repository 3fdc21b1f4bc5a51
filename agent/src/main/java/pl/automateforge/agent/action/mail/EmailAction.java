package pl.automateforge.agent.action.mail;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.spec.PublicMail;

/**
 * A mail to the recipients of the spec. Class D: SMTP knows no way to ask afterwards. Where a model
 * wrote some of it, programs are told so by a header, and people outside by a notice below the
 * text.
 */
public final class EmailAction implements Action {
  private final String name;
  private final List<MailAddress> to;
  private final Template subject;
  private final Template text;
  private final SmtpSender sender;
  private final boolean writtenByModel;
  private final boolean noticed;
  private final Clock clock;

  /**
   * @param subject for {@code MAIL_HEADER}
   * @param text for {@code PLAIN_TEXT}
   * @param modelWrites the variables whose values are a model's own words
   * @param own the agent's own addresses: whoever is of another domain is outside, and is told
   * @param clock tells the mail's date
   */
  public EmailAction(
      String name,
      List<MailAddress> to,
      Template subject,
      Template text,
      SmtpSender sender,
      Set<String> modelWrites,
      List<MailAddress> own,
      Clock clock) {
    this.name = name;
    this.to = List.copyOf(to);
    this.subject = subject;
    this.text = text;
    this.sender = sender;
    this.writtenByModel =
        Stream.of(subject, text)
            .flatMap(template -> template.variables().stream())
            .anyMatch(modelWrites::contains);
    this.noticed =
        writtenByModel && to.stream().anyMatch(a -> own.stream().noneMatch(o -> isColleague(a, o)));
    this.clock = clock;
  }

  private static boolean isColleague(MailAddress address, MailAddress own) {
    return PublicMail.has(own.domain())
        ? address.isSameAs(own)
        : address.domain().equals(own.domain());
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
        "send a mail of %d characters from %s to %s%s: category %s",
        text.render(MailValues.of(request)).length(),
        sender.from(),
        to.stream().map(MailAddress::toString).collect(Collectors.joining(", ")),
        noticed ? ", with AI notice " + AiNotice.VERSION : "",
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    return Sending.once(() -> {
      EffectResult sent = sender.send(to, mail(request).bytes());
      return noticed && sent instanceof EffectResult.Done done
          ? new EffectResult.Done(AiNotice.receipt(done.receipt()))
          : sent;
    });
  }

  private ComposedMail mail(EffectRequest request) {
    String written = text.render(MailValues.of(request));
    return new ComposedMail(
        sender.from(),
        to,
        subject.render(MailValues.of(request)).strip(),
        noticed ? AiNotice.under(written) : written,
        clock.instant(),
        request.effect(),
        "auto-generated",
        null,
        writtenByModel ? AiNotice.UNREVIEWED : null);
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
