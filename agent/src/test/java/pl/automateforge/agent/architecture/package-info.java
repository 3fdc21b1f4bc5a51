/** The rules that the build holds the code to, and a place where each of them is broken. */
@NullMarked
package pl.automateforge.agent.architecture;

import org.jspecify.annotations.NullMarked;
