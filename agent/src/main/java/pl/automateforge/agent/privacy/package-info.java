/**
 * Finds what tells of people in a text and replaces it by tokens, and puts back what its own tokens
 * stand for. It knows no model, no file and no network; every text it reads is hostile, and it
 * never needs more than linear time. No value of a person reaches a log or a message from here.
 */
@NullMarked
package pl.automateforge.agent.privacy;

import org.jspecify.annotations.NullMarked;
