package pl.automateforge.violations.evaluation;

import org.jspecify.annotations.Nullable;
import pl.automateforge.violations.sync.Here;

public record There(@Nullable Here here) {}
