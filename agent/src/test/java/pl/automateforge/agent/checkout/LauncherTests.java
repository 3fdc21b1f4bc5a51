package pl.automateforge.agent.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.checkout.LauncherRig.Ended;

class LauncherTests {
  @TempDir private Path temp;
  private LauncherRig rig;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "skipped: the launcher is for Linux and macOS");
    rig = new LauncherRig(temp.toRealPath());
    LauncherRig.write(rig.jar(), "");
  }

  @Test
  void picksTheNewestJdkOfThoseInstalled() throws Exception {
    rig.jdk("usr/lib/jvm/a", "JAVA_VERSION=\"25.0.10\"\n");
    Path newest = rig.jdk("opt/java/b c", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"26.0.1\"\n");
    rig.jdk("usr/lib/jvm/z", "JAVA_VERSION=\"25.0.9\"\n");
    rig.jdk("usr/java/old", "JAVA_VERSION=\"1.8.0_392\"\n");

    assertThat(rig.run().home()).isEqualTo(newest.toString());
  }

  @Test
  void prefersWhatItIsPointedAt() throws Exception {
    rig.jdk("usr/lib/jvm/newer", "JAVA_VERSION=\"27\"\n");
    Path onPath = rig.jdk("path jdk", "JAVA_VERSION=\"25.0.1\"\n");
    Files.createSymbolicLink(temp.resolve("java-link"), onPath.resolve("bin/java"));
    Files.createSymbolicLink(rig.bin().resolve("java"), Path.of("../java-link"));
    assertThat(rig.run().home()).isEqualTo(onPath.toString());

    Path home = rig.jdk("home jdk", "JAVA_VERSION=\"25.0.2\"\n");
    rig.with("JAVA_HOME", home.toString());
    assertThat(rig.run().home()).isEqualTo(home.toString());

    Path own = rig.jdk("own jdk", "JAVA_VERSION=\"25-ea\"\n");
    rig.with("AUTOFORGE_JAVA_HOME", own.toString());
    assertThat(rig.run().home()).isEqualTo(own.toString());
  }

  @Test
  void passesOverAnOlderJavaHome() throws Exception {
    Path fitting = rig.jdk25();
    rig.with("JAVA_HOME", rig.jdk("old", "JAVA_VERSION=\"21.0.9\"\n").toString());

    assertThat(rig.run().home()).isEqualTo(fitting.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JAVA_VERSION=\"24.0.2\"\n",
        "JAVA_VERSION=\"1.8.0_392\"\n",
        "JAVA_VERSION=\"\"\n",
        "OS_ARCH=\"x86_64\"\n",
        ""
      })
  void saysHowToGetAJdkWhereNoneFits(String release) throws Exception {
    rig.jdk("usr/lib/jvm/unfit", release);

    Ended ended = rig.run("validate", "x.yaml");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("autoforge: needs a JDK 25 or newer and found none: install one")
        .contains("apt-get install", "brew install", "AUTOFORGE_JAVA_HOME");
  }

  @Test
  void refusesItsOwnVariableWhereItHoldsNoJdk() throws Exception {
    rig.jdk25();

    Ended ended = rig.with("AUTOFORGE_JAVA_HOME", "/nowhere").run();

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .containsExactly(
            "autoforge: AUTOFORGE_JAVA_HOME is '/nowhere', which holds no JDK 25 or newer.");
  }

  @Test
  void readsReleaseFilesWithCarriageReturnsAndLeadingZeros() throws Exception {
    Path jdk = rig.jdk("usr/lib/jvm/odd", "JAVA_VERSION=\"25.08.09\"\r\n");

    assertThat(rig.run().home()).isEqualTo(jdk.toString());
  }

  @Test
  void runsThroughALinkAndKeepsWorkingDirectoryAndArguments() throws Exception {
    rig.jdk25();
    Path link = Files.createSymbolicLink(rig.bin().resolve("af"), Path.of("../second link"));
    Files.createSymbolicLink(temp.resolve("second link"), rig.launcher());
    Path elsewhere = temp.toRealPath().resolve("else where");

    Ended ended = rig.start(elsewhere, link, "run", "a b.yaml", "", "*").end();

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().get(1)).isEqualTo(elsewhere.toString());
    assertThat(ended.java()).endsWith("-jar", rig.jar().toString(), "run", "a b.yaml", "", "*");
  }

  @Test
  void addsOptionsOfThePersonLast() throws Exception {
    rig.jdk25();

    List<String> java = rig.with("AUTOFORGE_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC").run("run").java();

    assertThat(java)
        .containsSubsequence("-Xmx256m", "-Xmx1g", "-XX:+UseG1GC", "-jar")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void sparesTheOptimizingCompilerWhereItIsNotEarnedBack() throws Exception {
    rig.jdk25();

    assertThat(rig.run("validate", "x").java()).contains("-XX:TieredStopAtLevel=1");
    assertThat(rig.run("standin", "model").java()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void takesTheCacheOnlyWhereItIsNewerThanTheJar() throws Exception {
    rig.jdk25();
    String cache = "agent/target/autoforge.aot";
    LauncherRig.write(rig.root().resolve(cache), "");
    rig.age(rig.root().resolve(cache));
    assertThat(rig.run().java()).noneMatch(flag -> flag.startsWith("-XX:AOTCache"));

    rig.touch(cache);
    assertThat(rig.run().java())
        .contains("-XX:AOTCache=" + rig.root().resolve(cache), "-Xlog:aot=off");
  }

  @Test
  void saysThatTestsNeedSources() throws Exception {
    rig.jdk25();

    Ended ended = rig.run("test");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).singleElement().asString().contains("'test' needs the sources");
  }
}
