/**
 * Effects as POSTs to one address that the spec names. Class C where the receiver honours
 * Idempotency-Key, else D. What came of a request is told from whether a byte of it left and what
 * was answered, never from what an answer's body says.
 */
@NullMarked
package pl.automateforge.agent.action.webhook;

import org.jspecify.annotations.NullMarked;
