package pl.automateforge.agent.health;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One event, one JSON object on one line: {@code time}, {@code level}, {@code logger}, {@code
 * message}, {@code agent}, {@code version}, and where the event has them {@code run}, {@code item}
 * and {@code error}. Bounded and without secrets as a plain line is; whatever is not plainly
 * visible is escaped, so that no reader takes a text for the end of a line.
 */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
  /** How a message begins that is about one item, or one run: the first argument is its id. */
  private static final String ITEM = "Item {}";

  private static final String RUN = "Run {}";

  /** No caller can add other keys, nor the same key twice. */
  private static final Set<String> KEYS =
      Set.of("run", "item", "category", "outcome", "milliseconds");

  private final CleanText clean;
  private final LineLayout traces;
  private final ZoneId zone;
  private final JsonLog log;

  JsonLayout(Redaction redaction, ZoneId zone, JsonLog log) {
    this.clean = new CleanText(redaction);
    this.traces = new LineLayout(redaction, zone);
    this.zone = zone;
    this.log = log;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(512).append('{');
    StringBuilder time = new StringBuilder(32);
    LineLayout.TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone), time);
    field(line, "time", time.toString());
    field(line, "level", event.getLevel().toString());
    field(line, "logger", event.getLoggerName());
    field(line, "message", clean.of(event.getFormattedMessage()));
    field(line, "agent", log.agent());
    field(line, "version", log.version());
    subject(line, event);
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      StringBuilder trace = new StringBuilder(1024);
      traces.throwable(trace, thrown, "", 0);
      field(line, "error", trace.toString().strip());
    }
    return line.append("}\n").toString();
  }

  /** What the event is about: by keys of its own, else by the form of its message. */
  private void subject(StringBuilder line, ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null && !pairs.isEmpty()) {
      Set<String> written = new java.util.HashSet<>();
      for (KeyValuePair pair : pairs) {
        if (KEYS.contains(pair.key) && written.add(pair.key)) {
          field(line, pair.key, clean.of(String.valueOf(pair.value)));
        }
      }
      return;
    }
    Object[] arguments = event.getArgumentArray();
    String form = event.getMessage();
    if (form != null && arguments != null && arguments.length > 0) {
      String first = String.valueOf(arguments[0]);
      if (form.startsWith(ITEM)) {
        field(line, "item", clean.of(first));
      } else if (form.startsWith(RUN)) {
        field(line, "run", clean.of(first));
      }
    }
  }

  private static void field(StringBuilder line, String name, @Nullable String value) {
    if (line.length() > 1) {
      line.append(',');
    }
    line.append('"').append(name).append("\":");
    SafeText.appendJson(line, String.valueOf(value));
  }
}
