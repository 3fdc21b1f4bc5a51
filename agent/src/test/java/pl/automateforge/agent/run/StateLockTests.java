package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.run.StateLock.Attempt;

class StateLockTests {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:03:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private Attempt acquire() {
    return StateLock.acquire(folder, "run acme-biuro, mode observe", NOON);
  }

  @Test
  void namesItsHolderInTheFileWhileHeld() throws IOException {
    try (StateLock lock = held(acquire())) {
      assertThat(lock.holder().pid()).isEqualTo(ProcessHandle.current().pid());
    }
    assertThat(Files.readAllLines(folder.resolve("lock")))
        .contains(
            "pid=" + ProcessHandle.current().pid(),
            "user=" + System.getProperty("user.name"),
            "started=2026-11-22T12:03:00Z",
            "doing=run acme-biuro, mode observe")
        .anyMatch(line -> line.matches("host=.+"));
  }

  private static StateLock held(Attempt attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Acquired.class);
    return ((Attempt.Acquired) attempt).lock();
  }

  private static String refusal(Attempt attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Held.class);
    return ((Attempt.Held) attempt).detail();
  }

  @Test
  void refusesASecondHolderInTheSameProcessAndStaysHeld() throws Exception {
    StateLock lock = held(acquire());
    assertThat(refusal(acquire()))
        .contains("pid " + ProcessHandle.current().pid())
        .contains("(run acme-biuro, mode observe)");
    // A careless second attempt gives the system's lock up without anybody noticing here.
    try (var other = StateLockProcess.on(folder, "run again")) {
      assertThat(other.said()).startsWith("Held[");
    }
    lock.close();
    held(acquire()).close();
  }

  @Test
  void refusesAFolderReachedByAnotherName() throws IOException {
    Path link = folder.resolveSibling(folder.getFileName() + "-link");
    Files.createSymbolicLink(link, folder);
    try (StateLock _ = held(acquire())) {
      assertThat(refusal(StateLock.acquire(link, "again", NOON))).contains("acme-biuro");
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void tellsAnotherProcessWhoHoldsIt() throws Exception {
    try (StateLock _ = held(acquire());
        var other = StateLockProcess.on(folder, "run second")) {
      assertThat(other.said())
          .startsWith("Held[")
          .contains("is held by pid " + ProcessHandle.current().pid() + " on host ")
          .contains("user " + System.getProperty("user.name") + ", since 2026-11-22 12:03 +00:00")
          .contains("(run acme-biuro, mode observe)");
    }
  }

  @Test
  void isRefusedWhileAnotherProcessHoldsItAndFreeOnceThatIsKilled() throws Exception {
    try (var other = StateLockProcess.on(folder, "run elsewhere")) {
      assertThat(other.said()).startsWith("Acquired[");
      assertThat(refusal(acquire()))
          .contains("held by pid " + other.pid() + " on host ")
          .contains("(run elsewhere)");
      other.kill();
      try (StateLock lock = held(acquire())) {
        assertThat(Files.readString(folder.resolve("lock"))).contains("pid=" + lock.holder().pid());
      }
    }
  }

  @Test
  void isFreeOnceItsHolderEndedWithoutReleasingIt() throws Exception {
    try (var other = StateLockProcess.on(folder, "run elsewhere")) {
      other.end();
      held(acquire()).close();
    }
  }

  @Test
  void takesAFileThatADeadProcessLeft() throws IOException {
    Files.writeString(
        folder.resolve("lock"),
        "pid=1\nhost=elsewhere\nuser=u\nstarted=2026-01-01T00:00:00Z\ndoing=x\n"
            + "garbage\n".repeat(1000));
    try (StateLock _ = held(acquire())) {
      assertThat(folder.resolve("lock")).content().doesNotContain("garbage", "elsewhere");
    }
  }

  @Test
  void knowsThatWhoWroteTheFileIsGone() {
    LockHolder self = LockHolder.here(NOON.instant(), "run");
    assertThat(self.gone()).isFalse();
    assertThat(new LockHolder(999_999_999, self.host(), "u", NOON.instant(), "run").gone())
        .isTrue();
    assertThat(new LockHolder(999_999_999, "elsewhere", "u", NOON.instant(), "run").gone())
        .isFalse();
  }

  @Test
  void readsBackWhatItWroteAndNothingElse() {
    LockHolder self = LockHolder.here(NOON.instant(), "run ąę=x");
    assertThat(LockHolder.parse(self.text())).contains(self);
    assertThat(LockHolder.parse(new byte[] {-1, -2, 0, '='})).isEmpty();
    assertThat(LockHolder.parse(new byte[0])).isEmpty();
  }

  @Test
  void isRefusedByALockOfOtherCodeInThisProcessWithoutGivingItUp() throws Exception {
    try (var channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = Objects.requireNonNull(channel.tryLock())) {
      assertThat(refusal(acquire())).contains("has not written its name");
      assertThat(lock.isValid()).isTrue();
      try (var other = StateLockProcess.on(folder, "run second")) {
        assertThat(other.said()).startsWith("Held[");
      }
    }
  }

  @Test
  void noticesThatItsFileWasReplaced() throws IOException {
    try (StateLock lock = held(acquire())) {
      assertThat(lock.broken()).isEmpty();
      Files.delete(folder.resolve("lock"));
      assertThat(lock.broken()).hasValueSatisfying(why -> assertThat(why).contains("is gone"));
      Files.writeString(folder.resolve("other"), "");
      Files.move(folder.resolve("other"), folder.resolve("lock"));
      assertThat(lock.broken()).hasValueSatisfying(why -> assertThat(why).contains("replaced"));
    }
  }

  @Test
  void mayBeClosedTwice() {
    StateLock lock = held(acquire());
    lock.close();
    lock.close();
    assertThat(lock.broken()).hasValueSatisfying(why -> assertThat(why).contains("released"));
    held(acquire()).close();
  }

  private static Attempt.Unusable unusable(Attempt attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Unusable.class);
    return (Attempt.Unusable) attempt;
  }

  @Test
  void saysThatTheFolderIsMissing() {
    Path missing = folder.resolve("missing");
    assertThat(unusable(StateLock.acquire(missing, "run", NOON)).detail())
        .isEqualTo("state folder " + missing + " does not exist");
    assertThat(missing).doesNotExist();
  }

  @Test
  void saysThatTheFolderIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(unusable(StateLock.acquire(file, "run", NOON)).detail())
        .isEqualTo("state folder " + file + " is no folder");
  }

  @Test
  void saysThatTheFolderMayNotBeWritten() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThat(unusable(acquire()).detail()).contains("may not be written by");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void saysThatTheFileCannotBeOpened() throws IOException {
    Files.createDirectory(folder.resolve("lock"));
    assertThat(unusable(acquire()))
        .satisfies(why -> {
          assertThat(why.detail()).contains("lock cannot be locked");
          assertThat(why.cure()).contains("can be written");
        });
  }

  @Test
  void followsNoLinkToAForeignFile() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "keep me");
    Files.createSymbolicLink(folder.resolve("lock"), precious);
    unusable(acquire());
    assertThat(precious).hasContent("keep me");
  }

  @Test
  void letsNoWordForgeALine() throws IOException {
    try (StateLock _ =
        held(StateLock.acquire(folder, "run a\npid=1\u2028\u001b[31m" + "x".repeat(9999), NOON))) {
      assertThat(Files.readAllLines(folder.resolve("lock")))
          .hasSize(5)
          .noneMatch(line -> line.equals("pid=1"))
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(600).doesNotContain("\u001b"));
    }
  }
}
