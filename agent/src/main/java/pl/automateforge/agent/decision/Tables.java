package pl.automateforge.agent.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The tables among this package's resources: CSV with a header and comment lines. */
final class Tables {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(true)
          .get();

  private Tables() {}

  static <T> List<T> read(String resource, Function<CSVRecord, T> row) {
    try (InputStream stream = Tables.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource " + resource);
      }
      return read(new InputStreamReader(stream, StandardCharsets.UTF_8), row);
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + resource + " cannot be read", e);
    }
  }

  static <T> List<T> read(Reader csv, Function<CSVRecord, T> row) throws IOException {
    try (CSVParser parser = FORMAT.parse(csv)) {
      return parser.stream().map(row).toList();
    }
  }
}
