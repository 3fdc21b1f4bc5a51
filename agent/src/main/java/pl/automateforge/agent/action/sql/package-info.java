/**
 * A statement in a database, with the decision in its named parameters. Never builds a statement:
 * it is the spec's, and values travel beside it. Offers {@link
 * pl.automateforge.agent.action.sql.SqlAction}.
 */
@NullMarked
package pl.automateforge.agent.action.sql;

import org.jspecify.annotations.NullMarked;
