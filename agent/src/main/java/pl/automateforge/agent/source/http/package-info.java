/**
 * Items out of JSON answers: a list behind an address, one object an item. What comes after the
 * last known item is asked for by a query parameter, where the spec names one.
 */
@NullMarked
package pl.automateforge.agent.source.http;

import org.jspecify.annotations.NullMarked;
