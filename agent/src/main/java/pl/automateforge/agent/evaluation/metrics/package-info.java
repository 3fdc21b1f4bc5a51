/**
 * What predictions are worth: scores, intervals and verdicts. Pure functions of counts; reads
 * nothing, writes nothing.
 */
@NullMarked
package pl.automateforge.agent.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
