/**
 * The demo's data: the e-mails of an accounting office's day, made from our own texts, the examples
 * that a local model learns from, and the agent that reads them. Everybody in them is made up.
 */
@NullMarked
package pl.automateforge.agent.standin.demo;

import org.jspecify.annotations.NullMarked;
