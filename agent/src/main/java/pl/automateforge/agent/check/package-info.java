/** What every part that reaches outside has in common: it can be checked and closed. A leaf. */
@NullMarked
package pl.automateforge.agent.check;

import org.jspecify.annotations.NullMarked;
