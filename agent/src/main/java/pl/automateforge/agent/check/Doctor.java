package pl.automateforge.agent.check;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds what on this machine would keep AutoForge from working. Looks at the real thing wherever it
 * can (writes, locks, loads, binds) and cleans up behind itself; reaches no network but the
 * loopback.
 */
public final class Doctor {
  /** One thing to look at. */
  @FunctionalInterface
  interface Check {
    Finding look() throws Exception;
  }

  /** A check under the name that a person reads where it fails altogether. */
  record Named(String what, Check check) {
    Finding look() {
      try {
        return check.look();
      } catch (Exception | LinkageError e) {
        return Finding.fail(what, "could not be examined: " + e, "see the message");
      }
    }
  }

  private final Machine machine;

  /** Looks at that machine. */
  public Doctor(Machine machine) {
    this.machine = machine;
  }

  /**
   * Everything, in the order in which a person would repair it.
   *
   * @param folder the state folder, or the working folder where there is none yet
   */
  public List<Finding> examine(Path folder) {
    return Stream.of(
            new ResourceChecks(machine).all(),
            new FolderChecks(folder.toAbsolutePath(), machine).all(),
            new ClockChecks(machine).all(),
            new RuntimeChecks(machine).all(),
            new NetworkChecks(machine).all())
        .flatMap(List::stream)
        .map(Named::look)
        .toList();
  }
}
