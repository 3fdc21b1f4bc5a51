package pl.automateforge.agent.health;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.LogSpec;

/**
 * The log's file, rotated daily and by size: {@code agent.log} becomes {@code
 * agent.log.2026-11-22.0} beside it.
 */
final class LogFile {
  private static final Pattern ROTATED = Pattern.compile("\\.(\\d{4}-\\d\\d-\\d\\d)\\.\\d+");

  /** Rotated files together are bounded as so many of the largest size, so that a flood ends. */
  private static final long MAX_FILES = 100;

  private LogFile() {}

  /** The file, open; empty where it cannot be written. */
  static Optional<Appender<ILoggingEvent>> open(
      LoggerContext context, Layout<ILoggingEvent> layout, Path file, LogSpec spec) {
    if (takenForPattern(file)) {
      return Optional.empty();
    }
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    int days = days(spec.keep());
    var rotation = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    rotation.setContext(context);
    rotation.setParent(appender);
    rotation.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i");
    rotation.setMaxFileSize(new FileSize(spec.maxSize()));
    rotation.setMaxHistory(days);
    rotation.setTotalSizeCap(new FileSize(Math.multiplyExact(spec.maxSize(), MAX_FILES)));
    rotation.start();
    appender.setRollingPolicy(rotation);
    Logging.started(appender, "file", context, layout);
    if (!appender.isStarted()) {
      return Optional.empty();
    }
    removeOlder(file, LocalDate.now(Clock.system(ZoneId.systemDefault())).minusDays(days));
    return Optional.of(appender);
  }

  /**
   * The library reads a path as its own kind of pattern and as a regular expression, and knows no
   * way to quote it: a name that means more than itself there would make the start fail.
   */
  static boolean takenForPattern(Path file) {
    String name = file.toString().replace('\\', '/');
    try {
      return name.indexOf('%') >= 0 || Pattern.compile(name).matcher("").matches();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private static int days(Duration keep) {
    return Math.clamp(keep.plusDays(1).minusNanos(1).toDays(), 1, 3650);
  }

  /** What the library leaves lying where nothing was logged for more than a month. */
  private static void removeOlder(Path file, LocalDate first) {
    try {
      for (Path old : rotated(file)) {
        if (date(file, old).filter(first::isAfter).isPresent()) {
          Files.deleteIfExists(old);
        }
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(LogFile.class).warn("old log files stay: {}", e.toString());
    }
  }

  private static List<Path> rotated(Path file) throws IOException {
    try (Stream<Path> beside = Files.list(file.toAbsolutePath().resolveSibling("."))) {
      return beside.filter(other -> date(file, other).isPresent()).toList();
    }
  }

  private static Optional<LocalDate> date(Path file, Path other) {
    String name = String.valueOf(file.getFileName());
    String otherName = String.valueOf(other.getFileName());
    if (!otherName.startsWith(name)) {
      return Optional.empty();
    }
    Matcher matcher = ROTATED.matcher(otherName.substring(name.length()));
    try {
      return matcher.matches() ? Optional.of(LocalDate.parse(matcher.group(1))) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
