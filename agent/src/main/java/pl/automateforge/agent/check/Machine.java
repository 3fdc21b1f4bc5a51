package pl.automateforge.agent.check;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/**
 * Where the doctor looks, so that a test can show it another machine.
 *
 * @param java the feature release of the running Java
 * @param clock the system's, in its zone
 * @param proc Linux's {@code /proc}; elsewhere a folder that does not exist
 * @param cgroup Linux's {@code /sys/fs/cgroup}; elsewhere a folder that does not exist
 * @param temp where native libraries are unpacked
 * @param healthPort the port that an agent's health endpoint will want
 * @param terminal the name of the character set of standard output
 */
public record Machine(
    int java, Clock clock, Path proc, Path cgroup, Path temp, int healthPort, String terminal) {

  /** This machine. */
  public static Machine here(int healthPort) {
    String temp = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
    return new Machine(
        Runtime.version().feature(),
        Clock.system(ZoneId.systemDefault()),
        Path.of("/proc"),
        Path.of("/sys/fs/cgroup"),
        Path.of(temp),
        healthPort,
        System.getProperty("stdout.encoding", "unknown"));
  }
}
