package pl.automateforge.agent.health;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event, one line: time, level, short logger, message. The lines of a stack trace follow, each
 * begun by a tab, which no event begins with. Bounded, without secrets, and without anything that a
 * terminal or a line-wise reader would take for more than text.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
  private static final String OWN = "pl.automateforge.agent.";
  private static final int MAX_FRAMES = 60;
  private static final int MAX_CAUSES = 8;

  private final CleanText clean;
  private final ZoneId zone;

  LineLayout(Redaction redaction, ZoneId zone) {
    this.clean = new CleanText(redaction);
    this.zone = zone;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder lines = new StringBuilder(256);
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone), lines);
    String level = event.getLevel().toString();
    lines.append(' ').append(level).repeat(' ', 6 - level.length());
    lines.append(shortName(event.getLoggerName())).append(": ");
    safe(lines, event.getFormattedMessage());
    lines.append('\n');
    throwable(lines, event.getThrowableProxy(), "", 0);
    return lines.toString();
  }

  private static String shortName(String logger) {
    return logger.startsWith(OWN)
        ? logger.substring(OWN.length())
        : logger.substring(logger.lastIndexOf('.') + 1);
  }

  /** The lines of a stack trace. */
  void throwable(
      StringBuilder lines, @Nullable IThrowableProxy thrown, String relation, int depth) {
    if (thrown == null) {
      return;
    }
    lines.append('\t').append(relation).append(thrown.getClassName());
    if (thrown.getMessage() != null) {
      safe(lines.append(": "), thrown.getMessage());
    }
    lines.append('\n');
    if (thrown.isCyclic()) {
      return;
    }
    frames(lines, thrown);
    if (depth == MAX_CAUSES) {
      lines.append("\t… more causes\n");
      return;
    }
    for (IThrowableProxy suppressed : thrown.getSuppressed()) {
      throwable(lines, suppressed, "suppressed: ", depth + 1);
    }
    throwable(lines, thrown.getCause(), "caused by: ", depth + 1);
  }

  private static void frames(StringBuilder lines, IThrowableProxy thrown) {
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int own = frames.length - thrown.getCommonFrames();
    for (int i = 0; i < Math.min(own, MAX_FRAMES); i++) {
      lines.append("\t  ").append(frames[i].getSTEAsString()).append('\n');
    }
    if (own > MAX_FRAMES) {
      lines.append("\t  … ").append(own - MAX_FRAMES).append(" more\n");
    }
  }

  private void safe(StringBuilder lines, @Nullable String text) {
    SafeText.append(lines, clean.of(text));
  }
}
