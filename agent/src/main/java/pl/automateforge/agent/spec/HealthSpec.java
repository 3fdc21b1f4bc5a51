package pl.automateforge.agent.spec;

/** The health endpoint; a port of 0 takes any free one. */
public record HealthSpec(int port) {}
