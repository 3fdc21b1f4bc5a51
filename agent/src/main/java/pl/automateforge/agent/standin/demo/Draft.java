package pl.automateforge.agent.standin.demo;

import java.time.ZonedDateTime;

/**
 * A mail before it gets its MIME form.
 *
 * @param sender as {@code Name <address>}
 * @param body lines of text, without the quoted ones
 * @param quoted lines that somebody wrote before, each without its mark; empty for none
 */
record Draft(
    int number,
    String category,
    boolean polish,
    String sender,
    String subject,
    String body,
    String quoted,
    ZonedDateTime sent) {

  /** The text with what is quoted below it. */
  String text() {
    return quoted.isEmpty() ? body : body + "\n\n" + quoted.replaceAll("(?m)^(?!.*:$)", "> ");
  }
}
