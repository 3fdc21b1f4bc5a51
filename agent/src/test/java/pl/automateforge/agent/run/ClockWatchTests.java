package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.ManualClock;

class ClockWatchTests {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
  private long nanos = -5;
  private final ClockWatch watch = new ClockWatch(clock, () -> nanos);

  private void pass(Duration time) {
    nanos += time.toNanos();
    clock.advance(time);
  }

  @Test
  void seesNothingInTimeThatPassesAndInSmallCorrections() {
    for (int i = 0; i < 50; i++) {
      pass(Duration.ofMinutes(1));
      clock.advance(Duration.ofMinutes(-4));
      assertThat(watch.look()).isEqualTo(new ClockWatch.Look.Even());
    }
  }

  @Test
  void seesAJumpAndThatItIsSetRight() {
    pass(Duration.ofHours(2));
    watch.look();
    clock.advance(Duration.ofHours(-1));
    assertThat(watch.look()).isEqualTo(new ClockWatch.Look.Jumped(Duration.ofHours(-1)));
    pass(Duration.ofMinutes(30));
    assertThat(watch.look()).isEqualTo(new ClockWatch.Look.Even());
    clock.advance(Duration.ofMinutes(61));
    assertThat(watch.look()).isEqualTo(new ClockWatch.Look.SetRight(Duration.ofMinutes(61)));
  }

  @Test
  void believesAClockThatWentEvenlyForAnHour() {
    clock.advance(Duration.ofDays(1));
    assertThat(watch.look()).isInstanceOf(ClockWatch.Look.Jumped.class);
    pass(Duration.ofMinutes(59));
    assertThat(watch.look()).isEqualTo(new ClockWatch.Look.Even());
    pass(Duration.ofMinutes(1));
    assertThat(watch.look()).isEqualTo(new ClockWatch.Look.Believed());
    clock.advance(Duration.ofDays(-1));
    assertThat(watch.look()).isEqualTo(new ClockWatch.Look.Jumped(Duration.ofDays(-1)));
  }
}
