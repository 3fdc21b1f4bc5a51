package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

/**
 * A goal that the client signed.
 *
 * @param metric for example {@code accuracy} or {@code p95}
 * @param op {@code >=} or {@code <=}
 * @param value a share from 0 to 1, or a duration in seconds, as the metric wants it
 */
public record Kpi(
    @Required @Form(TextForm.METRIC) @Change(MATERIAL) @Doc("What is measured.") String metric,
    @Required @Form(TextForm.COMPARISON) @Change(MATERIAL) @Doc("On which side of the value.")
        String op,
    @Required
        @Quantity
        @Range(min = "0", max = "1000000000")
        @Change(MATERIAL)
        @Doc("A share from 0 to 1, or a duration.")
        double value) {}
