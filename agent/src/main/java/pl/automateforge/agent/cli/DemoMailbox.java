package pl.automateforge.agent.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.standin.demo.DemoAgent;
import pl.automateforge.agent.standin.demo.DemoMails;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;

/** The demo's mailbox: most of its mails lie there from the start, the last ones come later. */
final class DemoMailbox implements AutoCloseable {
  /** How many come while the agent listens. */
  static final int LIVE = 20;

  private final MailStandIn server;
  private final List<Mail> coming = new ArrayList<>();
  private final Map<String, String> labels = new HashMap<>();

  /** A mail that comes later. */
  static final class Mail {
    private final byte[] raw;
    private final String label;
    private final String hash;

    private Mail(byte[] raw, String label) {
      this.raw = raw;
      this.label = label;
      this.hash = Hashes.sha256(raw);
    }

    /** Of its bytes, as the journal knows it. */
    String hash() {
      return hash;
    }
  }

  private DemoMailbox(MailStandIn server) {
    this.server = server;
    server.createFolder(DemoAgent.REVIEW_FOLDER);
    DemoMails mails = DemoMails.of(DemoMails.SEED, DemoMails.COUNT);
    mails
        .labels()
        .forEach((file, label) -> {
          Mail mail = new Mail(mails.raw(file), label);
          labels.put(mail.hash, label);
          coming.add(mail);
        });
    while (coming.size() > LIVE) {
      deliver(coming.removeFirst());
    }
  }

  /**
   * Starts one, on free ports.
   *
   * @throws IOException where a port cannot be had
   */
  static DemoMailbox start(Clock clock) throws IOException {
    return new DemoMailbox(MailStandIn.start(MailOptions.DEFAULT, clock));
  }

  MailStandIn server() {
    return server;
  }

  /** Those that come later, in order. */
  List<Mail> coming() {
    return List.copyOf(coming);
  }

  void deliver(Mail mail) {
    server.deliver(mail.raw, mail.label);
  }

  /** The right category of the mail whose bytes have this hash; empty for an unknown one. */
  String label(String hash) {
    return labels.getOrDefault(hash, "");
  }

  /** How many mails lie in the folders that the demo is about. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String folder :
        List.of("INBOX", "Faktury", "Kadry", "Reklamy", "Drafts", DemoAgent.REVIEW_FOLDER)) {
      counts.put(folder, server.folder(folder).size());
    }
    return counts;
  }

  @Override
  public void close() {
    server.close();
  }
}
