package pl.automateforge.agent.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Specs to test with. */
final class Specs {
  static final List<String> FIXTURES =
      List.of(
          "minimal.yaml", "local.yaml", "every-key.yaml", "http-source.yaml", "sql-source.yaml");

  private Specs() {}

  /** A fixture of the test resources. */
  static Path fixture(String name) {
    try {
      return Path.of(Specs.class.getResource("/specs/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(String fixture) {
    try {
      return Files.readString(fixture(fixture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smallest spec, with one text replaced. */
  static String minimal(String part, String by) {
    return replaced(text("minimal.yaml"), part, by);
  }

  /** The smallest spec, with more keys at its end. */
  static String minimalAnd(String more) {
    return text("minimal.yaml") + more + "\n";
  }

  static String replaced(String text, String part, String by) {
    if (!text.contains(part)) {
      throw new IllegalArgumentException("not in the text: " + part);
    }
    return text.replace(part, by);
  }

  static Path write(Path folder, String text) {
    return write(folder, "agent.yaml", text);
  }

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said about a spec with this text. */
  static SpecReading read(Path folder, String text) {
    return SpecReader.read(write(folder, text));
  }

  /** Its errors, as people see them. */
  static List<String> errors(Path folder, String text) {
    return read(folder, text).errors().stream().map(Problem::toString).toList();
  }

  /** Its warnings, as people see them. */
  static List<String> warnings(Path folder, String text) {
    return read(folder, text).warnings().stream().map(Problem::toString).toList();
  }

  static LoadedSpec loaded(SpecReading reading) {
    return reading.loaded().orElseThrow(() -> new AssertionError(reading.problems()));
  }
}
