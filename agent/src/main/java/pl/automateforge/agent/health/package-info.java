/** Health and metrics endpoints, and logs. */
@NullMarked
package pl.automateforge.agent.health;

import org.jspecify.annotations.NullMarked;
