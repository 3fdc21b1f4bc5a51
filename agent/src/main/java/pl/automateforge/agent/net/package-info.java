/**
 * The way out of the process: which hosts may be reached, checked at binding and again at each
 * connect, and the shared HTTP clients that are bound to that policy. Knows no action and no model;
 * whoever speaks HTTP takes its client from here. System proxy settings are never used.
 */
@NullMarked
package pl.automateforge.agent.net;

import org.jspecify.annotations.NullMarked;
