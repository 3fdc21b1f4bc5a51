/** What people do who write mail to make an agent act for them, and the proof that it does not. */
@NullMarked
package pl.automateforge.agent.hostile;

import org.jspecify.annotations.NullMarked;
