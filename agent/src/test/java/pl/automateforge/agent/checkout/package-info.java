/** What stands around the code: the launcher and the pages. */
@NullMarked
package pl.automateforge.agent.checkout;

import org.jspecify.annotations.NullMarked;
