package pl.automateforge.agent.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The script that started this process; it says so in a system property. */
final class Launcher {
  static final String PROPERTY = "autoforge.launcher";

  private Launcher() {}

  /** Its absolute path; empty where the process was started without it. */
  static Optional<Path> path() {
    @Nullable String said = System.getProperty(PROPERTY);
    return Optional.ofNullable(said).map(Path::of).map(Path::toAbsolutePath).filter(Files::exists);
  }

  /** What starts it from anywhere and in an empty environment: the script, else this Java. */
  static List<String> words() {
    return path()
        .map(path -> List.of(path.toString()))
        .orElseGet(() ->
            List.of(
                java().resolve("bin").resolve("java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName()));
  }

  /** The home of the Java that runs. */
  static Path java() {
    return Path.of(System.getProperty("java.home"));
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator), -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** As a person types it here: {@code ./autoforge} in its own folder, elsewhere the whole path. */
  static String typed() {
    Path here = Path.of("").toAbsolutePath();
    return path()
        .filter(path -> !here.equals(path.getParent()))
        .map(path -> Shell.word(path.toString()))
        .orElse("./autoforge");
  }
}
