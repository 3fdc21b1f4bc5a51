package pl.automateforge.violations.health;

import pl.automateforge.violations.standin.Standin;

record KnowsStandin(Standin standin) {}
