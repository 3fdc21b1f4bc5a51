/**
 * Where items come from: fetched after a cursor, settled when done. A source never decides, never
 * acts on content, and keeps no state: what is known stands in the journal.
 */
@NullMarked
package pl.automateforge.agent.source;

import org.jspecify.annotations.NullMarked;
