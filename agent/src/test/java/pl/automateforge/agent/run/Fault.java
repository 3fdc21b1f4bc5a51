package pl.automateforge.agent.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Something that happens to the machine below an agent, and is over again. */
sealed interface Fault {
  /** Makes ready a folder in which it can happen, or skips the test with the reason. */
  default Path ready(Path folder) throws IOException {
    return Files.createDirectories(folder);
  }

  /** It happens; may be in mid-commit. */
  void strike(Lab lab);

  /** It is over. */
  void heal(Lab lab);

  /** Whether an agent at work cannot see its end: a supervisor starts it anew. */
  default boolean wantsNewProcess() {
    return false;
  }

  /** Leaves nothing behind. */
  default void clear() {}

  /** What a sentence about it holds. */
  List<String> words();

  /**
   * Nothing can be written any more on a small file system of its own, which only root may make.
   */
  final class DiskFull implements Fault {
    private @Nullable Path mount;

    @Override
    public Path ready(Path folder) throws IOException {
      mount = Files.createDirectories(folder);
      Mounts.assume("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder.toString());
      return folder;
    }

    private Path filler() {
      return java.util.Objects.requireNonNull(mount).resolve("filler");
    }

    @Override
    public void strike(Lab lab) {
      try (OutputStream out = Files.newOutputStream(filler())) {
        byte[] page = new byte[512];
        Arrays.fill(page, (byte) 1);
        while (true) {
          out.write(page);
        }
      } catch (IOException _) {
        // It is full.
      }
    }

    @Override
    public void heal(Lab lab) {
      try {
        Files.delete(filler());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void clear() {
      if (mount != null) {
        Mounts.run("umount", mount.toString());
      }
    }

    @Override
    public List<String> words() {
      return List.of("FULL", "KB are free");
    }
  }

  /**
   * Every write of this process fails: the system refuses to let files grow, which SQLite's file
   * layer answers as it does EIO, by SQLITE_IOERR_WRITE. A device that truly fails wants a device
   * mapper or FUSE, which few machines let a test have.
   */
  final class WritesFail implements Fault {
    @Override
    public Path ready(Path folder) throws IOException {
      Assumptions.assumeTrue(
          Mounts.run("prlimit", "--version"), "skipped: no prlimit (util-linux) here");
      return Fault.super.ready(folder);
    }

    @Override
    public void strike(Lab lab) {
      limit("1");
    }

    @Override
    public void heal(Lab lab) {
      limit("unlimited");
    }

    @Override
    public void clear() {
      limit("unlimited");
    }

    private static void limit(String most) {
      String pid = Long.toString(ProcessHandle.current().pid());
      if (!Mounts.run("prlimit", "--pid", pid, "--fsize=" + most + ":")) {
        throw new IllegalStateException("prlimit did not set " + most);
      }
    }

    @Override
    public List<String> words() {
      return List.of("IOERR");
    }
  }

  /**
   * An ext4 of its own finds an error and makes itself read-only, under open files, as it does on a
   * disk that fails. It stays so until it is mounted anew, by root.
   */
  final class ReadOnly implements Fault {
    private @Nullable Path image;
    private @Nullable Path mount;

    @Override
    public Path ready(Path folder) throws IOException {
      mount = Files.createDirectories(folder);
      image = folder.resolveSibling(folder.getFileName() + ".img");
      Files.write(image, new byte[4 << 20]);
      Mounts.assume("mkfs.ext4", "-q", "-O", "^has_journal", image.toString());
      mount();
      Assumptions.assumeTrue(
          Files.isWritable(trigger()), "skipped: this kernel lets nobody break its ext4");
      return folder;
    }

    private void mount() {
      Mounts.assume(
          "mount", "-o", "loop,errors=remount-ro", String.valueOf(image), String.valueOf(mount));
    }

    private Path trigger() throws IOException {
      try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
        String device =
            mounts
                .filter(line -> line.contains(" " + mount + " "))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse("/dev/none");
        return Path.of("/sys/fs/ext4", device.substring("/dev/".length()), "trigger_fs_error");
      }
    }

    @Override
    public void strike(Lab lab) {
      try {
        Files.write(trigger(), "1".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void heal(Lab lab) {
      if (!Mounts.run("umount", String.valueOf(mount))) {
        throw new IllegalStateException("somebody still has files open in " + mount);
      }
      mount();
    }

    @Override
    public boolean wantsNewProcess() {
      return true;
    }

    @Override
    public void clear() {
      if (mount != null) {
        Mounts.run("umount", mount.toString());
      }
    }

    @Override
    public List<String> words() {
      return List.of("READONLY", "IOERR", "readonly");
    }
  }

  /** The machine's clock is set wrong, and right again later. */
  record ClockSet(Duration by) implements Fault {
    @Override
    public void strike(Lab lab) {
      lab.setClock(by);
    }

    @Override
    public void heal(Lab lab) {
      lab.setClock(by.negated());
    }

    @Override
    public List<String> words() {
      return List.of("clock was set");
    }
  }

  /** Runs what only root may run. */
  final class Mounts {
    private Mounts() {}

    static void assume(String... command) {
      Assumptions.assumeTrue(
          run(command), "skipped: this user may not run " + String.join(" ", command));
    }

    static boolean run(String... command) {
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
