package pl.automateforge.violations.journal;

import pl.automateforge.violations.run.Run;

record KnowsRun(Run run) {}
