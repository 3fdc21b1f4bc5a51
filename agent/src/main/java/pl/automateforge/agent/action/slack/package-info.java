/**
 * Messages in Slack: by an incoming webhook (class D), or by a bot whose messages bear the effect's
 * id, so that its channel's history can tell whether one was sent (class B). Texts of items never
 * become mentions, links or markup.
 */
@NullMarked
package pl.automateforge.agent.action.slack;

import org.jspecify.annotations.NullMarked;
