package pl.automateforge.agent.mail;

import pl.automateforge.agent.spec.Secret;

/** How a mail server is told who we are. */
public sealed interface MailLogin {
  /** The login name. */
  String username();

  /** A login name and its password. */
  record Password(String username, Secret password) implements MailLogin {}

  /** A token, by XOAUTH2. */
  record OAuth(String username, TokenSource tokens) implements MailLogin {}
}
