package pl.automateforge.agent.decision.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * A moment as the service may write it: a date and time with or without a zone, or a date alone.
 * What names no zone is UTC, as the SDK has it.
 */
final class SdkTimeDeserializer extends StdDeserializer<OffsetDateTime> {
  private static final long serialVersionUID = 1L;

  SdkTimeDeserializer() {
    super(OffsetDateTime.class);
  }

  @Override
  public LogicalType logicalType() {
    return LogicalType.DateTime;
  }

  @Override
  public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    String written = parser.getText();
    try {
      return written.indexOf('T') < 0 && written.indexOf('t') < 0
          ? LocalDate.parse(written).atStartOfDay().atOffset(ZoneOffset.UTC)
          : moment(written);
    } catch (DateTimeException e) {
      return (OffsetDateTime)
          context.handleWeirdStringValue(
              OffsetDateTime.class, written, "neither a date nor a moment: %s", e.getMessage());
    }
  }

  private static OffsetDateTime moment(String written) {
    TemporalAccessor read =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            written, OffsetDateTime::from, LocalDateTime::from);
    return switch (read) {
      case OffsetDateTime zoned -> zoned;
      case LocalDateTime local -> local.atOffset(ZoneOffset.UTC);
      default -> throw new DateTimeException("neither with a zone nor without");
    };
  }
}
