/**
 * Messages in Microsoft Teams by the webhook of a workflow (class D), as Adaptive Cards. Texts of
 * items never become markup, mentions or links. The webhook's whole address is a secret.
 */
@NullMarked
package pl.automateforge.agent.action.teams;

import org.jspecify.annotations.NullMarked;
