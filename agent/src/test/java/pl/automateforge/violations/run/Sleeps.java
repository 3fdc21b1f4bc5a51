package pl.automateforge.violations.run;

import java.time.Duration;

record Sleeps(Duration duration) {
  void sleep() throws InterruptedException {
    Thread.sleep(duration);
  }
}
