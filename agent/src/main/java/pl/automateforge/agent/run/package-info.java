/**
 * Due runs, the lock, and an item's way through its states: source, content, decision, action, each
 * step journalled before the next. Decides when and in what order; owns no table and no connection.
 */
@NullMarked
package pl.automateforge.agent.run;

import org.jspecify.annotations.NullMarked;
