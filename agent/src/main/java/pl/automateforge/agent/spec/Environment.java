package pl.automateforge.agent.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the values of slots come from, in this order: the process environment, the files of {@code
 * /run/secrets}, the {@code .env} beside the spec. A value that is set but empty counts as not set,
 * as in {@code ${NAME:-default}} of a shell. The {@code .env} is read once, secrets when asked for.
 * Immutable, safe for all threads; never printed.
 */
public final class Environment {
  private static final Path SECRETS = Path.of("/run/secrets");
  private static final int MAX_BYTES = 1 << 16;

  private final Map<String, String> process;
  private final Path secrets;
  private final Path dotEnv;
  private final DotEnv file;
  private final List<Problem> problems;

  /**
   * An environment of given parts.
   *
   * @param secrets a folder with a file a secret; need not exist
   * @param dotEnv need not exist
   */
  public Environment(Map<String, String> process, Path secrets, Path dotEnv) {
    this.process = Map.copyOf(process);
    this.secrets = secrets;
    this.dotEnv = dotEnv;
    List<Problem> found = new ArrayList<>();
    this.file = Files.exists(dotEnv) ? read(dotEnv, found) : new DotEnv(Map.of());
    this.problems = List.copyOf(found);
  }

  /** What a process that runs this spec sees. */
  public static Environment of(LoadedSpec spec) {
    return new Environment(System.getenv(), SECRETS, spec.folder().resolve(".env"));
  }

  private static DotEnv read(Path dotEnv, List<Problem> problems) {
    String name = String.valueOf(dotEnv.getFileName());
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(dotEnv);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        problems.add(
            new Problem(
                Problem.Severity.WARNING,
                0,
                0,
                name,
                "everybody on this machine can read the file ("
                    + PosixFilePermissions.toString(permissions)
                    + "): "
                    + dotEnv
                    + "; expected chmod 600"));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Without POSIX permissions, or without access, there is nothing to warn about here.
    }
    try {
      return DotEnv.read(SpecFile.read(dotEnv, MAX_BYTES), name, problems);
    } catch (UnfitException e) {
      problems.add(
          new Problem(
              Problem.Severity.ERROR, e.place().line(), e.place().column(), name, e.reason()));
      return new DotEnv(Map.of());
    }
  }

  /** What is wrong with the {@code .env}, and a warning where everybody can read it. */
  public List<Problem> problems() {
    return problems;
  }

  /** The value of a name, and where it came from; empty where it is not set or empty. */
  Optional<Found> find(String name) {
    return processValue(name).or(() -> secretFile(name)).or(() -> dotEnvValue(name));
  }

  /**
   * The secret behind one slot, whatever else a spec names; empty where nothing binds it and its
   * default is empty or missing.
   */
  public Optional<Secret> secret(SecretSlot slot) {
    String value =
        Slots.fill(
            slot.written(),
            each -> find(each.name()).map(Found::value).or(each::fallback).orElse(""));
    return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value));
  }

  private Optional<Found> processValue(String name) {
    return Optional.ofNullable(process.get(name))
        .filter(v -> !v.isEmpty())
        .map(v -> new Found(v, "process environment"));
  }

  private Optional<Found> secretFile(String name) {
    Path secret = secrets.resolve(name);
    if (!Files.isRegularFile(secret)) {
      return Optional.empty();
    }
    try {
      String value = withoutLineEnd(SpecFile.read(secret, MAX_BYTES));
      return Optional.of(new Found(value, secret.toString())).filter(f -> !f.value().isEmpty());
    } catch (UnfitException e) {
      return Optional.empty();
    }
  }

  private static String withoutLineEnd(String text) {
    String value = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
  }

  private Optional<Found> dotEnvValue(String name) {
    return Optional.ofNullable(file.entries().get(name))
        .filter(e -> !e.value().isEmpty())
        .map(e -> new Found(e.value(), dotEnv.getFileName() + " line " + e.line()));
  }

  /** Why a name is not found at each place, for people; no values. */
  List<String> lookedIn(String name) {
    Path secret = secrets.resolve(name);
    return List.of(
        "process environment" + (process.containsKey(name) ? " (set, but empty)" : ""),
        secret + (Files.exists(secret) ? " (empty or cannot be read)" : ""),
        dotEnv + (file.entries().containsKey(name) ? " (set, but empty)" : ""));
  }

  /** The names that the {@code .env} sets, in a set of the caller's own. */
  Set<String> namesOfFile() {
    return new TreeSet<>(file.entries().keySet());
  }

  @Override
  public String toString() {
    return "Environment[" + secrets + ", " + dotEnv + "]";
  }

  /** A value and its origin. */
  record Found(String value, String origin) {
    @Override
    public String toString() {
      return "Found[****, " + origin + "]";
    }
  }
}
