package pl.automateforge.agent.health;

/**
 * A log of JSON lines, and who writes it.
 *
 * @param agent the agent's name
 * @param version the hash of the spec's version
 */
public record JsonLog(String agent, String version) {}
