package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.OPERATIONAL;

/** The health endpoint; a port of 0 takes any free one. */
public record HealthSpec(
    @Default("8090")
        @Range(min = "0", max = "65535")
        @Change(OPERATIONAL)
        @Doc("The port on this machine; 0 takes any free one.")
        int port) {}
