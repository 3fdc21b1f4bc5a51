package pl.automateforge.agent.spec;

/**
 * An address or a login name as written: a literal, slots, or both mixed, such as {@code
 * https://${HOST}/v1}.
 */
public record Endpoint(String written) {}
