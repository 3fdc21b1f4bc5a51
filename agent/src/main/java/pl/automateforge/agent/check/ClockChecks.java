package pl.automateforge.agent.check;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;

/** Time: a plausible year, a zone that knows summer, clocks that do not run backwards. */
final class ClockChecks {
  private static final int READS = 10_000;
  private static final Instant EARLIEST = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /** Whose rules tell whether the zone data are whole, and from when. */
  private static final String SAMPLE = "Europe/Warsaw";

  private final Machine machine;

  ClockChecks(Machine machine) {
    this.machine = machine;
  }

  List<Doctor.Named> all() {
    return List.of(
        new Doctor.Named("clock", this::clock),
        new Doctor.Named("time zone", this::zone),
        new Doctor.Named("timer", ClockChecks::timer));
  }

  private Finding clock() {
    Instant now = machine.clock().instant();
    if (now.isBefore(EARLIEST) || now.isAfter(LATEST)) {
      return Finding.fail("clock", "it is " + now, "set the clock: timedatectl set-ntp true");
    }
    return Finding.ok("clock", "it is " + now);
  }

  private Finding zone() {
    ZoneId zone = machine.clock().getZone();
    String data = String.valueOf(ZoneRulesProvider.getVersions(SAMPLE).lastEntry().getKey());
    Instant july = Instant.parse("2026-07-01T00:00:00Z");
    boolean whole = ZoneId.of(SAMPLE).getRules().getOffset(july).equals(ZoneOffset.ofHours(2));
    String found = zone + ", zone data " + data;
    return whole
        ? Finding.ok("time zone", found)
        : Finding.fail("time zone", found + " without summer time", "use an unmodified JDK");
  }

  private static Finding timer() {
    long last = System.nanoTime();
    for (int i = 0; i < READS; i++) {
      long now = System.nanoTime();
      if (now < last) {
        return Finding.fail(
            "timer",
            "ran " + (last - now) + " ns backwards",
            "report it to who runs this virtual machine: its clock source is broken");
      }
      last = now;
    }
    return Finding.ok("timer", "never ran backwards in " + READS + " reads");
  }
}
