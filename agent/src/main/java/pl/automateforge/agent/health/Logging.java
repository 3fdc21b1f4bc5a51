package pl.automateforge.agent.health;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.LogSpec;

/**
 * The process's log: plain or JSON lines on standard error and, where the spec names one, in a file
 * that is rotated daily and by size. One event is one line whatever its texts hold, and no line
 * holds a registered secret, at any level. Libraries are held at warnings. Without a call of {@link
 * #start} warnings go to standard error.
 *
 * <p>Configured in code, so that no XML parser is loaded at the start.
 */
public final class Logging {
  private static final String OWN = "pl.automateforge";

  private Logging() {}

  /**
   * Logs plain lines as the spec says, from now on; replaces what was configured before.
   *
   * @return why the file cannot be written, in a sentence; the log goes to standard error then
   */
  public static Optional<String> start(LogSpec spec, Redaction redaction) {
    return start(spec, redaction, null);
  }

  /**
   * As the other.
   *
   * @param json who writes, for a log of JSON lines; null for plain lines
   */
  public static Optional<String> start(LogSpec spec, Redaction redaction, @Nullable JsonLog json) {
    return start(spec, redaction, json, zone());
  }

  /**
   * As the other.
   *
   * @param zone in which the log tells the time; files are rotated by the day of this machine
   */
  public static Optional<String> start(
      LogSpec spec, Redaction redaction, @Nullable JsonLog json, ZoneId zone) {
    LoggerContext context = reset();
    Appender<ILoggingEvent> console = console(context, layout(redaction, json, zone));
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(spec.level() == LogSpec.Level.ERROR ? Level.ERROR : Level.WARN);
    context.getLogger(OWN).setLevel(Level.toLevel(spec.level().name()));
    holdBackTheStandIn(context);
    root.addAppender(console);
    Path file = spec.file();
    if (file == null) {
      return Optional.empty();
    }
    Optional<Appender<ILoggingEvent>> appender =
        LogFile.open(context, layout(redaction, json, zone), file, spec);
    appender.ifPresent(root::addAppender);
    return appender.isPresent() ? Optional.empty() : Optional.of(fault(file));
  }

  private static String fault(Path file) {
    String why =
        LogFile.takenForPattern(file)
            ? "cannot be rotated: expected a path without % { } [ ] ( )"
            : "cannot be written";
    return "log file " + file + " " + why + "; the log is on standard error";
  }

  /** Closes the file and goes back to warnings on standard error. */
  public static void stop() {
    quiet(reset());
  }

  private static LoggerContext reset() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.setPackagingDataEnabled(false);
    context.getStatusManager().clear();
    context.getStatusManager().add(new OwnFaults());
    return context;
  }

  /** The mail stand-in's library warns, with its stack, of each client that just hangs up. */
  private static void holdBackTheStandIn(LoggerContext context) {
    context.getLogger("com.icegreen").setLevel(Level.ERROR);
  }

  /** A log that cannot be written, such as on a full disk, says so where it still can. */
  private static final class OwnFaults implements StatusListener {
    private static final int MAX_SAID = 20;
    private final AtomicInteger said = new AtomicInteger();

    @Override
    public void addStatusEvent(Status status) {
      if (status.getEffectiveLevel() >= Status.WARN && said.incrementAndGet() <= MAX_SAID) {
        StringBuilder line = new StringBuilder("log: ");
        SafeText.append(line, String.valueOf(status.getMessage()));
        System.err.println(line);
      }
    }
  }

  /** Warnings on standard error. */
  static void quiet(LoggerContext context) {
    holdBackTheStandIn(context);
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console(context, layout(new Redaction(), null, zone())));
  }

  private static Layout<ILoggingEvent> layout(
      Redaction redaction, @Nullable JsonLog json, ZoneId zone) {
    return json == null ? new LineLayout(redaction, zone) : new JsonLayout(redaction, zone, json);
  }

  /** In which the log tells the time unless a spec names another one. */
  static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  private static Appender<ILoggingEvent> console(
      LoggerContext context, Layout<ILoggingEvent> layout) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget(ConsoleTarget.SystemErr.getName());
    return started(appender, "console", context, layout);
  }

  static <A extends OutputStreamAppender<ILoggingEvent>> A started(
      A appender, String name, LoggerContext context, Layout<ILoggingEvent> layout) {
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    appender.setContext(context);
    appender.setName(name);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
