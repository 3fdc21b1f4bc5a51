package pl.automateforge.violations.sync;

import pl.automateforge.violations.evaluation.There;

public record Here(There there) {}
