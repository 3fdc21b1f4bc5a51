/**
 * Effects over HTTP: what every kind of them shares (sending at most once or again by the effect's
 * class, and what an answer means), and the kind {@code http}, a request with a body of its own.
 * What came of a request is told from whether a byte of it left and from the answer's head.
 */
@NullMarked
package pl.automateforge.agent.action.http;

import org.jspecify.annotations.NullMarked;
