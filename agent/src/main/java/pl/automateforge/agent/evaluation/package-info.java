/**
 * Stage 4: a labelled sample becomes a verdict that a client can sign. Data sets, their sealed
 * split, metrics with their intervals, comparison of versions, faults, volume, and the reports.
 * Decides nothing about items by itself and causes no effects.
 */
@NullMarked
package pl.automateforge.agent.evaluation;

import org.jspecify.annotations.NullMarked;
