/**
 * A decider without a network: a linear classifier over words, stems and character n-grams, trained
 * on the spec's examples.
 *
 * <p>Owns the files {@code local-*.model} in the agent's state folder. Offers {@link
 * pl.automateforge.agent.decision.local.LocalDecider}. A model file holds hashes of words, never
 * their text. The same examples give the same bytes on every machine, whatever the number of
 * processors, so that evidence gathered on one holds on the other.
 */
@NullMarked
package pl.automateforge.agent.decision.local;

import org.jspecify.annotations.NullMarked;
