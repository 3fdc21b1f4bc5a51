/**
 * Where Claude is served: the vendor itself, or a cloud that serves it under its own addresses,
 * keys, model ids and errors. A place is a backend of the SDK and what is told to people about it.
 * Nothing here opens a connection, reads the machine's environment or looks for credentials: a key
 * comes from its slot or not at all.
 */
@NullMarked
package pl.automateforge.agent.decision.anthropic.cloud;

import org.jspecify.annotations.NullMarked;
