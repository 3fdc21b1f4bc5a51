package pl.automateforge.violations.run;

import java.util.logging.Logger;

record LogsElsewhere(Logger logger) {}
