/**
 * A mailbox to try and test with: an IMAP and an SMTP server in memory, filled by the demo's mails,
 * with a page that shows what is where. Offers {@link
 * pl.automateforge.agent.standin.mail.MailStandIn}. Its library is loaded by nobody else.
 */
@NullMarked
package pl.automateforge.agent.standin.mail;

import org.jspecify.annotations.NullMarked;
