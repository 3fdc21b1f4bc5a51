package pl.automateforge.agent.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import pl.automateforge.agent.health.LogExercise;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.spec.LogSpec;

/** What the machine shows: its disk, the log, and the lock. */
final class MachineBoxes {
  private static final long MB = 1 << 20;
  private static final long MIN_SPACE = 100 * MB;
  private static final long GOOD_SPACE = 1024 * MB;
  private static final int REFUSED = 3;

  private final LogSpec log;
  private final LogExercise exercise;
  private final Path state;
  private final Scratch scratch;
  private final Exercise.SecondStart second;

  MachineBoxes(
      LogSpec log, Redaction redaction, Path state, Scratch scratch, Exercise.SecondStart second) {
    this.log = log;
    this.exercise = new LogExercise(log, redaction);
    this.state = state;
    this.scratch = scratch;
    this.second = second;
  }

  Map<Box, Verdict.Prover> provers() {
    Map<Box, Verdict.Prover> provers = new LinkedHashMap<>();
    provers.put(Box.LOG, this::line);
    provers.put(Box.DISK, this::disk);
    provers.put(Box.LOG_LEVEL, this::level);
    provers.put(Box.LOG_LOCATION, this::location);
    provers.put(Box.LOG_ROTATION, this::rotation);
    provers.put(Box.LOCK, this::lock);
    return provers;
  }

  private Verdict line() throws IOException {
    Path file = log.file();
    if (file == null) {
      return Verdict.notDemonstrated(
          "the log goes to standard error only, from where nobody can read it back: log.file names"
              + " a file");
    }
    String line =
        exercise.line(file, "check: a line written to be read back, " + UUID.randomUUID());
    return Verdict.passed("a line was written to " + file + " and read back", line);
  }

  private Verdict location() throws IOException {
    return log.file() == null
        ? Verdict.notDemonstrated("log.file names no file: the log goes to standard error only")
        : line();
  }

  private Verdict level() throws IOException {
    return exercise.keepsToTheLevel(scratch.folder("level"))
        ? Verdict.passed(
            "log.level is " + log.level(), "lines of each level were logged, and only those kept")
        : Verdict.failed("log.level " + log.level() + " is not kept to", "");
  }

  private Verdict rotation() throws IOException {
    if (log.file() == null) {
      return Verdict.notDemonstrated("there is no file to turn over: log.file names none");
    }
    LogExercise.Rotation rotation = exercise.rotation(scratch.folder("rotation"));
    return Verdict.passed(
        "turned over by force; kept "
            + log.keep().toDays()
            + " days, at most "
            + log.maxSize()
            + " bytes a file",
        "beside the log then: "
            + String.join(", ", rotation.files())
            + "; removed as too old: "
            + rotation.removed());
  }

  private Verdict disk() throws IOException {
    byte[] written =
        ("written to be read back, " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    Path file = Files.createTempFile(state, "check", ".probe");
    try {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(written));
        channel.force(true);
      }
      if (!Arrays.equals(Files.readAllBytes(file), written)) {
        return Verdict.failed("what was written to " + state + " came back changed", "");
      }
    } finally {
      Files.deleteIfExists(file);
    }
    long free = Files.getFileStore(state).getUsableSpace();
    String found = "written, forced and read back in " + state + "; " + free / MB + " MB free";
    if (free < MIN_SPACE) {
      return Verdict.failed(found + "; free 1 GB: a full disk stops the agent", "");
    }
    return free < GOOD_SPACE
        ? Verdict.warning(found + "; free 1 GB: journal and log grow", "")
        : Verdict.passed(found, written.length + " bytes");
  }

  private Verdict lock() throws IOException, InterruptedException {
    Path folder = scratch.folder("lock");
    OptionalInt code = scratch.whileLocked(folder, () -> second.start(folder));
    if (code.isEmpty()) {
      return Verdict.failed("a second start of this agent did not end in time", "");
    }
    String evidence = "the second process ended with exit code " + code.getAsInt();
    return code.getAsInt() == REFUSED
        ? Verdict.passed("a second start of this agent is refused while one runs", evidence)
        : Verdict.failed("a second start of this agent was not refused by the lock", evidence);
  }
}
