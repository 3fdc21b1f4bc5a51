/**
 * The way into databases: addresses that were checked before they are connected to, statements with
 * named parameters, and what an answer or its absence means. Knows no item and no decision. Nothing
 * of JDBC leaves it, and no value of a parameter ever becomes part of a statement or a message.
 */
@NullMarked
package pl.automateforge.agent.database;

import org.jspecify.annotations.NullMarked;
