/**
 * Claude as the one who decides, over the vendor's SDK and the process's own HTTP client. Each
 * answer, each way of not answering and each error of the service is an outcome of its own; nothing
 * of an item, an answer or a key reaches a log or a message.
 */
@NullMarked
package pl.automateforge.agent.decision.anthropic;

import org.jspecify.annotations.NullMarked;
