package pl.automateforge.agent.cli;

import java.net.URI;
import pl.automateforge.agent.standin.TargetsStandIn;
import pl.automateforge.agent.standin.mail.MailStandIn;

/** Where the demo's stand-ins answer while they are kept. */
record DemoAddresses(
    URI mailbox, URI target, String imap, String smtp, String user, String password) {
  static DemoAddresses of(MailStandIn mailbox, TargetsStandIn target) {
    String host = mailbox.options().bind();
    return new DemoAddresses(
        mailbox.address(),
        target.address(),
        host + ":" + mailbox.imapPort(),
        host + ":" + mailbox.smtpPort(),
        mailbox.options().user(),
        mailbox.options().password());
  }
}
