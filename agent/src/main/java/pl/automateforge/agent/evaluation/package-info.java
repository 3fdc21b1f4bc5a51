/**
 * What an agent's answers are worth: predictions held against labels, and the verdicts that follow.
 * Decides nothing about items by itself and causes no effects.
 */
@NullMarked
package pl.automateforge.agent.evaluation;

import org.jspecify.annotations.NullMarked;
