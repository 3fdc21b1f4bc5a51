package pl.automateforge.violations.decision;

import pl.automateforge.violations.action.Act;

record KnowsAction(Act action) {}
