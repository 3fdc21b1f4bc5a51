/** The command line: one class a command, nothing else. */
@NullMarked
package pl.automateforge.agent.cli;

import org.jspecify.annotations.NullMarked;
