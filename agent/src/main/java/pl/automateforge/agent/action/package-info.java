/**
 * What is done with an item. An action renders first, which touches nothing, and performs then; its
 * class says what may be done after a crash in between. Destinations come from the spec alone.
 */
@NullMarked
package pl.automateforge.agent.action;

import org.jspecify.annotations.NullMarked;
