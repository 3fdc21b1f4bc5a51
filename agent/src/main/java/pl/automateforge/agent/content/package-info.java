/**
 * Raw bytes to bounded text: MIME, character sets, HTML, quoted replies, signatures, hidden text,
 * attachments, language. Everything it reads is hostile: size, nesting and time are bounded, and
 * whatever cannot be read is a result, not an exception.
 */
@NullMarked
package pl.automateforge.agent.content;

import org.jspecify.annotations.NullMarked;
