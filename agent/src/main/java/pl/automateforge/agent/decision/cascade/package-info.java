/**
 * The local model first, another one where the local one is unsure.
 *
 * <p>Offers {@link pl.automateforge.agent.decision.cascade.CascadeDecider}. From which confidence
 * on the local model is sure enough is measured by its cross-validation, never guessed. Asks nobody
 * itself: both deciders are given.
 */
@NullMarked
package pl.automateforge.agent.decision.cascade;

import org.jspecify.annotations.NullMarked;
