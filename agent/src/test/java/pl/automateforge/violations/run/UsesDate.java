package pl.automateforge.violations.run;

import java.util.Date;

record UsesDate(Date date) {}
