package pl.automateforge.violations.run;

import ch.qos.logback.classic.Logger;

record KnowsLogback(Logger logger) {}
