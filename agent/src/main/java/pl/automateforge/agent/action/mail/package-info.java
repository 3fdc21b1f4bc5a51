/**
 * What is done with mails: sent, answered, drafted, moved, flagged, laid before a person. Mails are
 * written by our own strict writer and never by a library, recipients and folders come from the
 * spec alone (of an answer: from the original's one From), and what a mail says never reaches a
 * command's syntax.
 */
@NullMarked
package pl.automateforge.agent.action.mail;

import org.jspecify.annotations.NullMarked;
