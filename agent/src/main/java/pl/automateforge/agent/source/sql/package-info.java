/**
 * Rows of a query as items. Reads in transactions that are rolled back, and marks nothing. Offers
 * {@link pl.automateforge.agent.source.sql.SqlSource}.
 */
@NullMarked
package pl.automateforge.agent.source.sql;

import org.jspecify.annotations.NullMarked;
