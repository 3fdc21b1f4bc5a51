package pl.automateforge.agent.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.checkout.LauncherRig.Ended;
import pl.automateforge.agent.checkout.LauncherRig.Started;

@Timeout(60)
class LauncherBuildTests {
  @TempDir private Path temp;
  private LauncherRig rig;
  private Path jdk;

  @BeforeEach
  void checkOut() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "skipped: the launcher is for Linux and macOS");
    rig = new LauncherRig(temp.toRealPath());
    rig.sources();
    jdk = rig.jdk25();
  }

  @Test
  void buildsOnceOnTheJdkItFoundWithoutChecks() throws Exception {
    rig.maven("");

    Ended first = rig.run("doctor");
    Ended second = rig.run("doctor");

    assertThat(rig.calls())
        .singleElement()
        .asString()
        .startsWith(jdk + " ")
        .contains("-Dquick", "-Dmaven.test.skip=true", "package");
    assertThat(first.out()).isEqualTo(second.out());
    assertThat(first.err().getFirst()).startsWith("autoforge: building, which fetches");
    assertThat(second.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "agent/pom.xml", "agent/src/main/java/A.java"})
  void buildsAgainWhereAFileChanged(String file) throws Exception {
    rig.maven("");
    rig.run();
    rig.touch(file);

    Ended ended = rig.run();

    assertThat(rig.calls()).hasSize(2);
    assertThat(ended.err().getFirst()).isEqualTo("autoforge: sources changed, building");
  }

  @Test
  void buildsAgainWhereAFileIsGone() throws Exception {
    rig.maven("");
    rig.run();
    Files.delete(rig.root().resolve("agent/src/main/java/A.java"));
    rig.touch("agent/src/main/java");

    rig.run();

    assertThat(rig.calls()).hasSize(2);
  }

  @Test
  void showsTheEndOfAFailingBuildAndTriesAgain() throws Exception {
    rig.maven("echo 'cannot find symbol'; exit 1");

    Ended ended = rig.run("doctor");

    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("cannot find symbol");
    assertThat(ended.err().getLast()).startsWith("autoforge: the build failed; its whole log is");
    rig.maven("");
    assertThat(rig.run("doctor").code()).isZero();
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Ended ended = rig.run();

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).singleElement().asString().contains("found no 'mvn' on the path");
  }

  @Test
  void buildsOnceWhereTwoStartTogether() throws Exception {
    Path go = temp.resolve("go");
    rig.maven("while [ ! -e '" + go + "' ]; do sleep 0.1; done");
    Started one = rig.start(temp, rig.launcher());
    until(() -> rig.calls().size() == 1);

    Started two = rig.start(temp, rig.launcher());
    until(() -> Files.readString(two.err()).contains("waiting for another build"));
    Files.createFile(go);

    assertThat(one.end().code()).isZero();
    assertThat(two.end().code()).isZero();
    assertThat(rig.calls()).hasSize(1);
  }

  @Test
  void takesTheLockOfAProcessThatIsGone() throws Exception {
    rig.maven("");
    Path lock = rig.root().resolve("agent/target/.launcher-lock");
    Files.createDirectories(lock.getParent());
    Files.createSymbolicLink(lock, Path.of("999999999"));

    assertThat(rig.run().code()).isZero();
    assertThat(Files.exists(lock, java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void runsEveryCheckInItsTestsAndPassesMavensCodeOn() throws Exception {
    rig.maven("case \"$*\" in *verify*) exit 3 ;; esac");

    Ended ended = rig.run("test", "-Dtest=ATests");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(rig.calls().getLast()).endsWith("verify -Dtest=ATests").doesNotContain("-Dquick");
    assertThat(ended.err().getLast()).matches("autoforge: tests took \\d+ s, exit code 3");
  }

  @Test
  void leavesChecksOutOfQuickTests() throws Exception {
    rig.maven("");

    assertThat(rig.run("test", "--quick").code()).isZero();
    assertThat(rig.calls().getLast()).endsWith("-Dquick verify");
  }

  @Test
  void installsWhatTheTestsNeedWhereItMay() throws Exception {
    rig.maven("");
    rig.command("id", "echo 0\n");
    rig.command("apt-get", "echo \"$@\" >>'" + temp.resolve("apt") + "'\n");
    needSomething();

    Ended ended = rig.run("test");

    assertThat(Files.readString(temp.resolve("apt")))
        .isEqualTo("install -y --no-install-recommends some-package\n");
    assertThat(ended.err()).contains("autoforge: installing some-package");
  }

  @Test
  void saysWhatIsSkippedWhereItMayNotInstall() throws Exception {
    rig.maven("");
    rig.command("id", "echo 1000\n");
    needSomething();

    Ended ended = rig.run("test");

    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .contains(
            "autoforge: skipped, as 'some-command' is missing (Debian package 'some-package'):"
                + " the check of some thing");
  }

  private void needSomething() throws IOException {
    LauncherRig.write(
        rig.root().resolve("scripts/test-packages"),
        "# a comment\n\nbash bash never shown\nsome-command some-package the check of some thing\n");
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
