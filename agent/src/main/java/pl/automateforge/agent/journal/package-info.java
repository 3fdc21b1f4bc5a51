/**
 * The agent's only state: one SQLite file of hash-chained facts, and what follows from them. Owns
 * every table of {@code journal.db}; one writer with group commit, readers on their own
 * connections. Facts hold ids, hashes and numbers; texts lie in a side table that may be emptied
 * without breaking the chain.
 */
@NullMarked
package pl.automateforge.agent.journal;

import org.jspecify.annotations.NullMarked;
