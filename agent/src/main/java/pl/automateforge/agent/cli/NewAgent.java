package pl.automateforge.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.standin.demo.DemoAgent;
import pl.automateforge.agent.standin.demo.DemoMails;

/** A new agent's files: all of them are written, or none. */
final class NewAgent {
  static final String SPEC = "agent.yaml";
  private static final String PRIVATE = ".env";
  private static final String RESOURCES = "new/email-triage/";

  private final Path folder;
  private final String name;
  private final Language language;
  private final ZoneId zone;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Path> made = new ArrayList<>();

  /**
   * @param folder absolute
   */
  NewAgent(Path folder, String name, Language language, ZoneId zone) {
    this.folder = folder;
    this.name = name;
    this.language = language;
    this.zone = zone;
  }

  /** Writes them; the spec that came of it. */
  LoadedSpec write() throws IOException {
    text("examples.csv", resource(DemoAgent.class, "examples.csv"));
    text(SPEC, filled(SPEC.replace(".", "_" + language.code() + ".")));
    text(PRIVATE, filled("env_" + language.code()));
    text(".gitignore", filled("gitignore"));
    text("README.md", filled("README_" + language.code() + ".md"));
    samples();
    List<String> units = List.of(name + ".service", name + ".timer", name + ".crontab");
    Set<String> all = new LinkedHashSet<>(files.keySet());
    all.addAll(units);
    refuseToOverwrite(all);
    try {
      return lay(units);
    } catch (IOException | RuntimeException e) {
      undo();
      throw e;
    }
  }

  private LoadedSpec lay(List<String> names) throws IOException {
    put();
    LoadedSpec loaded =
        SpecReader.read(folder.resolve(SPEC))
            .loaded()
            .orElseThrow(() -> new IllegalStateException("the new spec is not valid"));
    Units units = new Units(loaded, Launcher.words(), Launcher.java());
    text(names.get(0), units.service());
    text(names.get(1), units.timer());
    text(names.get(2), units.crontab());
    put();
    return loaded;
  }

  /** One mail of each category. */
  private void samples() {
    DemoMails mails = DemoMails.of(DemoMails.SEED, DemoMails.COUNT);
    Set<String> seen = new LinkedHashSet<>();
    mails
        .labels()
        .forEach((file, category) -> {
          if (seen.add(category)) {
            files.put("mails/sample-" + seen.size() + ".eml", mails.raw(file));
          }
        });
  }

  private void text(String file, String text) {
    files.put(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private String filled(String resource) {
    return resource(NewAgent.class, RESOURCES + resource)
        .replace("@name@", name)
        .replace("@zone@", zone.getId())
        .replace("@autoforge@", Shell.word(Launcher.path().map(Path::toString).orElse("autoforge")))
        .replace("@cd@", "cd " + Shell.word(folder.toString()));
  }

  private static String resource(Class<?> beside, String file) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseToOverwrite(Set<String> names) {
    List<String> there = names.stream().filter(file -> Files.exists(folder.resolve(file))).toList();
    if (!there.isEmpty()) {
      throw taken(there);
    }
  }

  private CommandException taken(List<String> there) {
    return new CommandException(
        ExitCode.INVALID,
        "nothing was written: there is already "
            + String.join(", ", there)
            + " in "
            + folder
            + "; a new or an empty folder was expected");
  }

  /** Writes what was gathered since the last time. */
  private void put() throws IOException {
    for (Map.Entry<String, byte[]> entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      makeFolder(file.getParent());
      try {
        if (entry.getKey().equals(PRIVATE)) {
          PrivateFile.create(file, new String(entry.getValue(), StandardCharsets.UTF_8));
        } else {
          Files.write(file, entry.getValue(), StandardOpenOption.CREATE_NEW);
        }
      } catch (FileAlreadyExistsException e) {
        throw taken(List.of(entry.getKey()));
      }
      made.add(file);
    }
    files.clear();
  }

  private void makeFolder(@Nullable Path wanted) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = wanted; at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    for (Path at : missing.reversed()) {
      Files.createDirectory(at);
      made.add(at);
    }
  }

  /** Takes back what was made, as far as that is possible. */
  private void undo() {
    for (Path path : made.reversed()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException _) {
        // What somebody else put there meanwhile stays.
      }
    }
  }
}
