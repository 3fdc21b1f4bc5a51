/**
 * What every part that reaches outside has in common: it can be checked and closed; and the doctor,
 * which looks at the machine itself. A leaf: it knows no other package.
 */
@NullMarked
package pl.automateforge.agent.check;

import org.jspecify.annotations.NullMarked;
