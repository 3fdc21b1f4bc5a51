package pl.automateforge.agent.action.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.action.template.TemplateException;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.net.Destination;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.EgressRefusedException;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SourceSpec;

/** Makes a spec's mail actions, and gathers what keeps them from working. */
public final class MailActions {
  private static final Duration LONGEST_WORK = Duration.ofSeconds(45);

  private final AgentSpec spec;
  private final Egress egress;
  private final Clock clock;
  private final @Nullable Mailbox mailbox;
  private final @Nullable MailSockets sockets;
  private final @Nullable MailServer smtp;
  private final Set<String> known;
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable MailFolders folders;
  private @Nullable SmtpSender sender;
  private boolean unsafe;

  /**
   * @param mailbox null where the source is none
   * @param smtp null where the spec sends no mail
   */
  public MailActions(
      AgentSpec spec,
      Egress egress,
      Clock clock,
      @Nullable Mailbox mailbox,
      @Nullable MailSockets sockets,
      @Nullable MailServer smtp) {
    this.spec = spec;
    this.egress = egress;
    this.clock = clock;
    this.mailbox = mailbox;
    this.sockets = sockets;
    this.smtp = smtp;
    this.known = MailValues.known(spec);
  }

  /** What was found so far. */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** Whether one of them is the egress policy's refusal. */
  public boolean unsafe() {
    return unsafe;
  }

  /** Empty where no folder is named: then a person answers on the command line alone. */
  public Optional<Action> review(String name, ActionSpec.Review review) {
    return review.folder() == null
        ? Optional.empty()
        : Optional.of(new ReviewFolder(name, folders(), review.folder()));
  }

  /** Moves. */
  public Action move(String name, ActionSpec.ImapMove move) {
    return new ImapMoveAction(name, folders(), move.folder());
  }

  /** Flags. */
  public Action flag(String name, ActionSpec.ImapFlag flag) {
    String source = spec.source() instanceof SourceSpec.Imap imap ? imap.folder() : "INBOX";
    return new ImapFlagAction(name, folders(), source, flag.flag());
  }

  /** Drafts; empty where there is a problem. */
  public Optional<Action> draft(String name, ActionSpec.ImapDraft draft) {
    MailSpec mail = spec.mail();
    String written = mail == null ? folders().mailbox().server().account() : mail.smtp().from();
    MailAddress from = MailAddress.of(written).orElse(null);
    return template(name, "text", draft.text(), Target.PLAIN_TEXT)
        .map(text ->
            new ImapDraftAction(
                name,
                folders(),
                draft.folder(),
                text,
                from,
                new MailboxOriginals(folders()),
                clock));
  }

  /** Answers; empty where there is a problem. */
  public Optional<Action> reply(String name, ActionSpec.Reply reply) {
    Optional<Template> text = template(name, "text", reply.text(), Target.PLAIN_TEXT);
    Optional<SmtpSender> by = sender();
    if (text.isEmpty() || by.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReplyAction(
            name,
            text.get(),
            by.get(),
            mailbox == null ? OriginalReader.FROM_SOURCE : new MailboxOriginals(folders()),
            own(),
            clock));
  }

  /** Mails to fixed recipients; empty where there is a problem. */
  public Optional<Action> email(String name, ActionSpec.Email email) {
    Optional<Template> subject = template(name, "subject", email.subject(), Target.MAIL_HEADER);
    Optional<Template> text = template(name, "text", email.text(), Target.PLAIN_TEXT);
    List<MailAddress> to = new ArrayList<>();
    for (int i = 0; i < email.to().size(); i++) {
      address("actions." + name + ".to[" + i + "]", email.to().get(i)).ifPresent(to::add);
    }
    Optional<SmtpSender> by = sender();
    if (subject.isEmpty() || text.isEmpty() || by.isEmpty() || to.size() < email.to().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new EmailAction(
            name,
            to,
            subject.get(),
            text.get(),
            by.get(),
            MailValues.ofModel(spec),
            senderAndOwn(by.get()),
            clock));
  }

  private List<MailAddress> senderAndOwn(SmtpSender by) {
    List<MailAddress> own = new ArrayList<>(own());
    own.add(by.from());
    return own;
  }

  private List<MailAddress> own() {
    List<MailAddress> own = new ArrayList<>();
    if (mailbox != null) {
      MailAddress.of(mailbox.server().account()).ifPresent(own::add);
    }
    if (smtp != null) {
      MailAddress.of(smtp.account()).ifPresent(own::add);
    }
    return own;
  }

  private MailFolders folders() {
    if (mailbox == null) {
      throw new IllegalStateException("the spec's checks let no mailbox action pass without one");
    }
    if (folders == null) {
      folders = new MailFolders(mailbox, spec, deadline());
    }
    return folders;
  }

  private Optional<SmtpSender> sender() {
    MailSpec mail = spec.mail();
    if (mail == null || smtp == null || sockets == null) {
      throw new IllegalStateException("the spec's checks let no mail be sent without mail.smtp");
    }
    if (sender == null) {
      Optional<MailAddress> from = address("mail.smtp.from", mail.smtp().from());
      if (from.isEmpty() || isRefused(smtp)) {
        return Optional.empty();
      }
      sender = new SmtpSender(sockets, smtp, from.get(), deadline());
    }
    return Optional.of(sender);
  }

  private boolean isRefused(MailServer server) {
    boolean plain = server.tls() == MailSpec.Tls.NONE;
    try {
      egress.allowed(new Destination(server.host(), plain, server.receivesContent()));
      return false;
    } catch (EgressRefusedException e) {
      unsafe = true;
      problem("mail.smtp.host", e.sentence());
      return true;
    } catch (IOException e) {
      // The same rules are applied at each connect.
      return false;
    }
  }

  private Optional<MailAddress> address(String path, String written) {
    Optional<MailAddress> address = MailAddress.of(written);
    if (address.isEmpty()) {
      problem(path, "'" + written + "' is no mail address such as office@acme.example");
    }
    return address;
  }

  private Optional<Template> template(String action, String key, String text, Target target) {
    try {
      return Optional.of(Template.compile(text, known, target));
    } catch (TemplateException e) {
      problem("actions." + action + "." + key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Duration deadline() {
    Duration item = spec.limits().itemTimeout();
    return item.compareTo(LONGEST_WORK) > 0 ? LONGEST_WORK : item;
  }

  private void problem(String path, String message) {
    Problem problem = new Problem(Problem.Severity.ERROR, 0, 0, path, message);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
