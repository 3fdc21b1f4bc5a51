package pl.automateforge.violations.run;

import java.time.Instant;

record ReadsTheTime() {
  Instant now() {
    return Instant.now();
  }
}
