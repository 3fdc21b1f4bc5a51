package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.Certificates;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.spec.MailSpec;

/** Says who we are in a mailbox, and what we may and find there. */
final class ImapCheck {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long SOON_DAYS = 14;

  /** IMAP's dates have English months, whatever the machine speaks. */
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

  private final Mailbox mailbox;
  private final String folder;
  private final FirstRunFilter filter;
  private final Clock clock;
  private final ImapLimits limits;

  ImapCheck(Mailbox mailbox, String folder, FirstRunFilter filter, Clock clock, ImapLimits limits) {
    this.mailbox = mailbox;
    this.folder = folder;
    this.filter = filter;
    this.clock = clock;
    this.limits = limits;
  }

  CheckResult result() {
    try {
      Duration deadline = DEADLINE.compareTo(limits.deadline()) < 0 ? DEADLINE : limits.deadline();
      return mailbox.read(deadline, this::found);
    } catch (MailException e) {
      return new CheckResult.Failed(String.valueOf(e.getMessage()), e.cure());
    } catch (IOException e) {
      return new CheckResult.Failed(
          mailbox.server().shown() + ": " + e.getMessage(), "check the connection and try again");
    }
  }

  private CheckResult found(ImapSession session) throws MailException {
    SelectedFolder now = session.selectAgain(folder);
    if (now.uidValidity() <= 0 || now.messages() < 0) {
      return new CheckResult.Failed(
          mailbox.server().shown() + ": the server does not tell what '" + folder + "' holds",
          "ask the server's owner");
    }
    int matching = matching(session).size();
    long start = System.nanoTime();
    session.noop();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    List<String> parts = new ArrayList<>();
    parts.add("may read '" + now.name() + "'");
    parts.add(now.writable() ? "may move" : "may not move or mark (read-only)");
    parts.add(now.keepsKeywords() ? "keeps keywords" : "keeps no keywords");
    parts.add(now.messages() + " mails, of which the first run would take " + matching);
    parts.add("latency " + millis + " ms");
    if (!session.has("IDLE")) {
      parts.add("does not push (no IDLE): looked at every 2 minutes instead");
    }
    Optional<CheckResult> noCertificate = ending(parts);
    if (noCertificate.isPresent()) {
      return noCertificate.get();
    }
    String detail = mailbox.server().shown() + ": " + String.join(", ", parts);
    return soon()
        .<CheckResult>map(cure -> new CheckResult.Warning(detail, cure))
        .orElseGet(() -> new CheckResult.Fine(detail));
  }

  /** What to do about something that ends soon, or whose end nobody tells. */
  private Optional<String> soon() {
    Instant limit = clock.instant().plus(Duration.ofDays(SOON_DAYS));
    if (mailbox.certificate().filter(c -> Certificates.ends(c).isBefore(limit)).isPresent()) {
      return Optional.of("let the server's owner renew the certificate");
    }
    // A token is renewed by itself long before: only one without an end is nobody's to vouch for.
    boolean endless =
        mailbox.server().login() instanceof MailLogin.OAuth oauth
            && oauth.tokens().expires().isEmpty();
    return endless
        ? Optional.of("ask the token service's owner why it does not tell when its tokens end")
        : Optional.empty();
  }

  private List<Long> matching(ImapSession session) throws MailException {
    // By day: SEARCH knows no hours, so the count is of what may match at most.
    Instant earliest = clock.instant().minus(filter.since());
    String since = "SINCE " + DAY.format(LocalDate.ofInstant(earliest, ZoneOffset.UTC));
    return session.search(since + (filter.unseen() ? " UNSEEN" : ""));
  }

  /** Adds what ends when; a result where something that should have an end has none. */
  private Optional<CheckResult> ending(List<String> parts) {
    if (mailbox.server().tls() != MailSpec.Tls.NONE) {
      Optional<X509Certificate> certificate = mailbox.certificate();
      if (certificate.isEmpty()) {
        return Optional.of(
            new CheckResult.Failed(
                mailbox.server().shown() + ": the connection shows no certificate",
                "ask the server's owner"));
      }
      parts.add(ends("certificate", Certificates.ends(certificate.get())));
    }
    if (mailbox.server().login() instanceof MailLogin.OAuth oauth) {
      parts.add(
          oauth
              .tokens()
              .expires()
              .map(end -> "token renewed by itself, the present one until " + end)
              .orElse("the token service does not tell when its tokens end"));
    }
    return Optional.empty();
  }

  private String ends(String what, Instant end) {
    long days = Duration.between(clock.instant(), end).toDays();
    return what + " ends in " + days + " days";
  }
}
