/**
 * The small HTTP/1.1 server that the stand-ins share: loopback only, one virtual thread a
 * connection, bounded heads and bodies, and ways of not answering properly (slowly, cut off, never)
 * that an ordinary server does not offer. It knows neither models nor targets.
 */
@NullMarked
package pl.automateforge.agent.standin.http;

import org.jspecify.annotations.NullMarked;
