package pl.automateforge.violations.run;

import org.springframework.SpringViolation;

record UsesSpring(SpringViolation spring) {}
