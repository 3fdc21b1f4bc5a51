/**
 * What an agent shows of itself: health and metrics on a loopback port, and the log. Owns every
 * metric's name and the form of a log line; knows nothing of runs, which push into it.
 */
@NullMarked
package pl.automateforge.agent.health;

import org.jspecify.annotations.NullMarked;
