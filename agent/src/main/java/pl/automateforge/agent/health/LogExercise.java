package pl.automateforge.agent.health;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import pl.automateforge.agent.spec.LogSpec;

/**
 * Tries the log: a line written where the spec says and read back; and, in a folder of its own, a
 * rotation by force and the removal of what is too old. The log of a running agent is not turned
 * over, since that agent would go on writing into the file that was put aside.
 */
public final class LogExercise {
  private static final String LOGGER = "pl.automateforge.agent.check";
  private static final long FORCED_SIZE = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The end of a file that is searched for a line. */
  private static final int TAIL = 64 * 1024;

  private final LogSpec spec;
  private final Redaction redaction;

  /** Of this log. */
  public LogExercise(LogSpec spec, Redaction redaction) {
    this.spec = spec;
    this.redaction = redaction;
  }

  /**
   * What came of a rotation.
   *
   * @param files beside the log once it was turned over, by name
   * @param removed the file that was too old
   */
  public record Rotation(List<String> files, String removed) {
    public Rotation {
      files = List.copyOf(files);
    }
  }

  /**
   * Appends a line to the log's file as the agent would, and finds it there.
   *
   * @param file the log's
   * @param words the line's message
   * @return the line
   * @throws IOException where the line does not arrive, in a sentence
   */
  public String line(Path file, String words) throws IOException {
    LoggerContext context = apart();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    try {
      Logging.started(appender, "check", context, new LineLayout(redaction, Logging.zone()));
      Logger logger = logger(context, appender);
      logger.setLevel(Level.INFO);
      logger.info(words);
    } finally {
      context.stop();
    }
    return tail(file)
        .lines()
        .filter(line -> line.endsWith(words))
        .reduce((first, last) -> last)
        .orElseThrow(
            () -> new IOException(file + " does not hold the line that was written to it"));
  }

  /**
   * Whether the level that the spec sets lets its own lines through and holds back those below.
   *
   * @param folder an empty one
   */
  public boolean keepsToTheLevel(Path folder) throws IOException {
    LoggerContext context = apart();
    Path file = folder.resolve("level.log");
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    Level level = Level.toLevel(spec.level().name());
    try {
      Logging.started(appender, "check", context, new LineLayout(redaction, Logging.zone()));
      Logger logger = logger(context, appender);
      logger.setLevel(level);
      logger.error("error");
      logger.warn("warn");
      logger.info("info");
      logger.debug("debug");
    } finally {
      context.stop();
    }
    long expected =
        Stream.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG)
            .filter(each -> each.isGreaterOrEqual(level))
            .count();
    return Files.readAllLines(file).size() == expected;
  }

  /**
   * Turns a log over by force: the same rotation at a smaller size.
   *
   * @param folder an empty one
   * @throws IOException where the log was not turned over, or an old file stays, in a sentence
   */
  public Rotation rotation(Path folder) throws IOException {
    Path file = folder.resolve("agent.log");
    LocalDate today = LocalDate.now(Clock.system(Logging.zone()));
    Path old = folder.resolve("agent.log." + today.minusDays(spec.keep().toDays() + 2) + ".0");
    Path young = folder.resolve("agent.log." + today + ".0");
    Files.writeString(old, "too old\n");
    Files.writeString(young, "not too old\n");
    LoggerContext context = apart();
    LogSpec small = new LogSpec(spec.level(), file, FORCED_SIZE, spec.keep());
    try {
      Appender<ILoggingEvent> appender =
          LogFile.open(context, new LineLayout(redaction, Logging.zone()), file, small)
              .orElseThrow(() -> new IOException("a log cannot be opened in " + folder));
      turnOver(logger(context, appender), folder);
    } finally {
      context.stop();
    }
    if (Files.exists(old)) {
      throw new IOException("a file older than log.keep was not removed: " + old.getFileName());
    }
    if (Files.notExists(young)) {
      throw new IOException("a file younger than log.keep was removed: " + young.getFileName());
    }
    return new Rotation(files(folder), String.valueOf(old.getFileName()));
  }

  private static void turnOver(Logger logger, Path folder) throws IOException {
    logger.setLevel(Level.INFO);
    long end = System.nanoTime() + PATIENCE.toNanos();
    int before = files(folder).size();
    while (files(folder).size() <= before) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "the log was not turned over within " + PATIENCE.toSeconds() + " s in " + folder);
      }
      logger.info("x".repeat((int) FORCED_SIZE / 2));
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /** A context beside that of the process. */
  private static LoggerContext apart() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    return context;
  }

  private static Logger logger(LoggerContext context, Appender<ILoggingEvent> appender) {
    Logger logger = context.getLogger(LOGGER);
    logger.addAppender(appender);
    return logger;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("agent.log"))
          .sorted()
          .toList();
    }
  }

  private static String tail(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - TAIL));
      return new String(
          java.nio.channels.Channels.newInputStream(channel).readNBytes(2 * TAIL),
          StandardCharsets.UTF_8);
    }
  }
}
