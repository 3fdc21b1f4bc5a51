/**
 * Effects as lines of a JSON Lines file. Class A: a line bears its effect's id, and whoever repeats
 * looks for it first. One writer a file in the process; a line is on the disk before the effect is
 * reported done.
 */
@NullMarked
package pl.automateforge.agent.action.file;

import org.jspecify.annotations.NullMarked;
