/**
 * Free text that a model wrote, made fit to be shown: plain text, in which nothing leads anywhere
 * but to what the spec itself names. The text is hostile; each step takes time in proportion to its
 * length.
 */
@NullMarked
package pl.automateforge.agent.decision.freetext;

import org.jspecify.annotations.NullMarked;
