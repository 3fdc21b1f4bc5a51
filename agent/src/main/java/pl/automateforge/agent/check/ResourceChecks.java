package pl.automateforge.agent.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory, processors, processes and files: what the machine or the container grants. */
final class ResourceChecks {
  private static final long MB = 1 << 20;

  /** What an agent takes at full load, and what it should have to spare. */
  private static final long MIN_MEMORY = 350 * MB;

  private static final long GOOD_MEMORY = 512 * MB;
  private static final long MIN_FILES = 256;
  private static final long GOOD_FILES = 1024;
  private static final long GOOD_PROCESSES = 100;

  private final Machine machine;

  ResourceChecks(Machine machine) {
    this.machine = machine;
  }

  List<Doctor.Named> all() {
    return List.of(
        new Doctor.Named("memory", this::memory),
        new Doctor.Named("processors", this::processors),
        new Doctor.Named("processes", this::processes),
        new Doctor.Named("open files", this::files));
  }

  private Finding memory() throws IOException {
    OptionalLong free = meminfo("MemAvailable");
    OptionalLong limit = limit("memory.max", "memory/memory.limit_in_bytes");
    if (free.isEmpty() && limit.isEmpty()) {
      return Finding.ok("memory", "not told by this system; an agent takes up to 350 MB");
    }
    long least = Math.min(free.orElse(Long.MAX_VALUE), limit.orElse(Long.MAX_VALUE));
    String container = limit.isPresent() ? ", limit " + limit.getAsLong() / MB + " MB" : "";
    String available = free.isPresent() ? free.getAsLong() / MB + " MB available" : "limited";
    String found = available + container;
    if (least < MIN_MEMORY) {
      return Finding.fail("memory", found, "give it 512 MB: an agent takes up to 350 MB");
    }
    return least < GOOD_MEMORY
        ? Finding.warn("memory", found, "give it 512 MB, so that a busy hour fits")
        : Finding.ok("memory", found);
  }

  private OptionalLong meminfo(String key) throws IOException {
    Path meminfo = machine.proc().resolve("meminfo");
    return lines(meminfo)
        .filter(line -> line.startsWith(key + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst();
  }

  private Finding processors() throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    String max = lines(machine.cgroup().resolve("cpu.max")).findFirst().orElse("max");
    String[] quota = max.split(" ");
    if (quota.length < 2 || quota[0].equals("max")) {
      return Finding.ok("processors", processors + " available");
    }
    double share = Double.parseDouble(quota[0]) / Double.parseDouble(quota[1]);
    String found = String.format(Locale.ROOT, "%d available, limit %.2f", processors, share);
    return share < 0.5
        ? Finding.warn("processors", found, "give the container half a processor or more")
        : Finding.ok("processors", found);
  }

  private Finding processes() throws IOException {
    OptionalLong limit = limit("pids.max", "pids/pids.max");
    if (limit.isEmpty()) {
      return Finding.ok("processes", "no limit");
    }
    String found = "limit " + limit.getAsLong() + " processes and threads";
    return limit.getAsLong() < GOOD_PROCESSES
        ? Finding.warn("processes", found, "allow the container " + GOOD_PROCESSES)
        : Finding.ok("processes", found);
  }

  private Finding files() throws IOException {
    OptionalLong limit =
        lines(machine.proc().resolve("self/limits"))
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.substring("Max open files".length()).strip().split(" +")[0])
            .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
            .findFirst();
    if (limit.isEmpty()) {
      return Finding.ok("open files", "not told by this system");
    }
    if (limit.getAsLong() == Long.MAX_VALUE) {
      return Finding.ok("open files", "unlimited");
    }
    String found = "up to " + limit.getAsLong();
    String cure = "ulimit -n 4096, or LimitNOFILE=4096 in the service";
    if (limit.getAsLong() < MIN_FILES) {
      return Finding.fail("open files", found, cure);
    }
    return limit.getAsLong() < GOOD_FILES
        ? Finding.warn("open files", found, cure)
        : Finding.ok("open files", found);
  }

  /** A limit of the control group, of version 2 or 1; empty where there is none. */
  private OptionalLong limit(String two, String one) throws IOException {
    return Stream.concat(lines(machine.cgroup().resolve(two)), lines(machine.cgroup().resolve(one)))
        .filter(line -> line.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .filter(value -> value < Long.MAX_VALUE / 2048)
        .findFirst();
  }

  private static Stream<String> lines(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
  }
}
