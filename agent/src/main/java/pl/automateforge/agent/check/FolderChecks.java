package pl.automateforge.agent.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The folder that will hold the journal: space, durability, locks, names. */
final class FolderChecks {
  private static final long MB = 1 << 20;
  private static final long MIN_SPACE = 100 * MB;
  private static final long GOOD_SPACE = 1024 * MB;
  private static final int WRITES = 5;
  private static final double SLOW_MS = 20;
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "glusterfs", "ceph");

  private final Path folder;
  private final Machine machine;

  FolderChecks(Path folder, Machine machine) {
    this.folder = folder;
    this.machine = machine;
  }

  List<Doctor.Named> all() {
    if (!Files.isDirectory(folder)) {
      return List.of(new Doctor.Named("folder", this::missing));
    }
    return List.of(
        new Doctor.Named("disk space", this::space),
        new Doctor.Named("disk writes", this::writes),
        new Doctor.Named("file locks", this::locks),
        new Doctor.Named("file names", this::names),
        new Doctor.Named("file times", this::times));
  }

  private Finding missing() {
    return Files.exists(folder)
        ? Finding.fail("folder", folder + " is no folder", "name another one")
        : Finding.fail("folder", folder + " does not exist", "mkdir -p '" + folder + "'");
  }

  private Finding space() throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    String found = free / MB + " MB free in " + folder + " (" + store.type() + ")";
    if (free < MIN_SPACE) {
      return Finding.fail("disk space", found, "free 1 GB: a full disk stops the agent");
    }
    if (free < GOOD_SPACE) {
      return Finding.warn("disk space", found, "free 1 GB: journal and log grow");
    }
    return NETWORK.contains(store.type().toLowerCase(Locale.ROOT))
        ? Finding.warn(
            "disk space",
            found,
            "keep the state folder on a local disk: a journal on"
                + " a network disk may be damaged")
        : Finding.ok("disk space", found);
  }

  private Finding writes() throws IOException {
    double[] millis = new double[WRITES];
    try (Probe probe = new Probe(folder, "autoforge-doctor")) {
      ByteBuffer page = ByteBuffer.allocate(4096);
      for (int i = 0; i < WRITES; i++) {
        long start = System.nanoTime();
        probe.channel.write(page.rewind(), i * 4096L);
        probe.channel.force(true);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    } catch (IOException e) {
      return Finding.fail(
          "disk writes",
          folder + " cannot be written: " + e,
          "give " + System.getProperty("user.name") + " write access to " + folder);
    }
    Arrays.sort(millis);
    double median = millis[WRITES / 2];
    String found = String.format(Locale.ROOT, "%.1f ms until a page is on the disk", median);
    return median > SLOW_MS
        ? Finding.warn("disk writes", found, "use a faster disk: each step of an item waits for it")
        : Finding.ok("disk writes", found);
  }

  private Finding locks() throws IOException {
    try (Probe probe = new Probe(folder, "autoforge-doctor")) {
      FileLock lock = probe.channel.tryLock();
      boolean held = lock != null && lock.isValid();
      return held
          ? Finding.ok("file locks", "work in " + folder)
          : noLocks("nobody else has the file, and still it was refused");
    } catch (IOException e) {
      return noLocks(e.toString());
    }
  }

  private Finding noLocks(String why) {
    return Finding.fail(
        "file locks", "do not work in " + folder + ": " + why, "use a folder on a local disk");
  }

  private Finding names() throws IOException {
    String polish = "autoforge-zażółć";
    try (Probe probe = new Probe(folder, polish)) {
      boolean listed = String.valueOf(probe.file.toRealPath().getFileName()).startsWith(polish);
      return listed
          ? Finding.ok("file names", "Polish letters come back as written")
          : names("Polish letters come back changed");
    } catch (InvalidPathException e) {
      return names("Polish letters cannot be written: " + e.getMessage());
    }
  }

  private static Finding names(String found) {
    return Finding.fail("file names", found, "export LC_ALL=C.UTF-8 before the start");
  }

  private Finding times() throws IOException {
    try (Probe probe = new Probe(folder, "autoforge-doctor")) {
      Instant written = Files.getLastModifiedTime(probe.file).toInstant();
      Duration apart = Duration.between(machine.clock().instant(), written).abs();
      String found = apart.toSeconds() + " s between the clock and the disk's";
      return apart.compareTo(Duration.ofSeconds(10)) > 0
          ? Finding.warn("file times", found, "set the clock by NTP on this machine and the disk's")
          : Finding.ok("file times", found);
    }
  }

  /** A file that is there for the look. */
  private static final class Probe implements AutoCloseable {
    final Path file;
    final FileChannel channel;

    Probe(Path folder, String name) throws IOException {
      file = Files.createTempFile(folder, name, ".probe");
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        Files.deleteIfExists(file);
      }
    }
  }
}
