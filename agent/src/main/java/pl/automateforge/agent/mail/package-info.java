/**
 * Mail servers: the one place that connects to them, the owner of a mailbox's connections, and what
 * their failures mean. Every socket goes to an address that the egress policy checked, every wait
 * has a deadline that closes the socket, and no server's answer is taken without a bound. Knows no
 * item and no decision; sources read through it, actions write through it.
 */
@NullMarked
package pl.automateforge.agent.mail;

import org.jspecify.annotations.NullMarked;
