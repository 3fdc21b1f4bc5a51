package pl.automateforge.agent.spec;

/**
 * A goal that the client signed.
 *
 * @param metric for example {@code accuracy} or {@code p95}
 * @param op {@code >=} or {@code <=}
 * @param value a share from 0 to 1, or a duration in seconds, as the metric wants it
 */
public record Kpi(String metric, String op, double value) {}
