package pl.automateforge.violations.run;

import java.time.Clock;
import java.time.Instant;
import pl.automateforge.violations.action.Act;

record Innocent(Clock clock, Act action) {
  Instant now() {
    return Instant.now(clock);
  }
}
