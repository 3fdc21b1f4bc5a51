/**
 * Any server that speaks chat completions as the one who decides: Ollama, vLLM, llama.cpp, LM
 * Studio, a cloud. They differ in what they take and in what they silently ignore: what a server
 * refuses is asked for otherwise, and nothing that it promises is believed. Nothing of an item, an
 * answer or a key reaches a log or a message.
 */
@NullMarked
package pl.automateforge.agent.decision.openai;

import org.jspecify.annotations.NullMarked;
