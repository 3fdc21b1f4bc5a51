/**
 * A model, targets and mail to try and test with. They take the same code path as the real thing,
 * and what they prove is marked as a stand-in's.
 */
@NullMarked
package pl.automateforge.agent.standin;

import org.jspecify.annotations.NullMarked;
