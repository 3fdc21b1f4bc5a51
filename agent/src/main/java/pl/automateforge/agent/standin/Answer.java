package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A finished answer, before it is sent.
 *
 * @param body the message or completion as JSON
 * @param prompt tokens that came in, cached ones too
 * @param output tokens that went out
 */
record Answer(ObjectNode body, long prompt, long cacheRead, long cacheWrite, long output) {}
