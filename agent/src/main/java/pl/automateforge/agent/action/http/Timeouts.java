package pl.automateforge.agent.action.http;

import java.time.Duration;

/** How long a connect and a whole call may take. */
public record Timeouts(Duration connect, Duration call) {}
