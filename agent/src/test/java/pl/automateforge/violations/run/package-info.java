/** A place where rules are broken, so that a test sees that they can be. */
@NullMarked
package pl.automateforge.violations.run;

import org.jspecify.annotations.NullMarked;
