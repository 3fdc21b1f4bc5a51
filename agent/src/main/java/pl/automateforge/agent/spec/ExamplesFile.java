package pl.automateforge.agent.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The labelled texts of {@code prompt.examples}. Rows count as a spreadsheet shows them: the header
 * is row 1. Line ends within a text become {@code \n}, so that they do not depend on how the file
 * was checked out.
 */
final class ExamplesFile {
  private static final String PATH = "prompt.examples";
  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_PROBLEMS = 20;

  /** Who has a local model. */
  private static final Set<ModelSpec.Provider> LEARNING =
      EnumSet.of(ModelSpec.Provider.LOCAL, ModelSpec.Provider.CASCADE);

  private final Draft draft;
  private final Path file;
  private final Set<String> categories = new TreeSet<>();
  private final Map<String, Rows> faults = new LinkedHashMap<>();
  private final List<Example> examples = new ArrayList<>();

  private ExamplesFile(Draft draft, Path file) {
    this.draft = draft;
    this.file = file;
    for (String category : draft.children("categories")) {
      draft.get(category + ".id", String.class).ifPresent(categories::add);
    }
  }

  /** The texts; empty where there is no file, or one with errors. */
  static List<Example> read(Draft draft) {
    Optional<Path> file = draft.get(PATH, Path.class);
    boolean local =
        draft
            .get("model.provider", ModelSpec.Provider.class)
            .filter(LEARNING::contains)
            .isPresent();
    if (file.isEmpty()) {
      if (local && !draft.isWritten(PATH)) {
        draft.error(
            draft.place("model.provider"),
            PATH,
            "the local model learns from examples, and none are named; expected a CSV file with the"
                + " columns text and label");
      }
      return List.of();
    }
    ExamplesFile examples = new ExamplesFile(draft, file.get());
    examples.rows();
    if (local && !examples.examples.isEmpty()) {
      examples.labels();
    }
    return List.copyOf(examples.examples);
  }

  private void rows() {
    if (!parsed()) {
      return;
    }
    faults.values().stream().limit(MAX_PROBLEMS).forEach(rows -> error(rows.message(categories)));
    if (faults.size() > MAX_PROBLEMS) {
      error("and " + (faults.size() - MAX_PROBLEMS) + " more labels that are not categories");
    }
    if (examples.isEmpty() && faults.isEmpty()) {
      error("no examples in the file; expected at least one row: " + file);
    }
  }

  private boolean parsed() {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(SpecFile.read(file, MAX_BYTES), format)) {
      List<String> columns = rows.getHeaderNames();
      boolean texts = hasColumn("text", columns);
      boolean labels = hasColumn("label", columns);
      if (texts && labels) {
        rows.forEach(this::row);
      }
      return texts && labels;
    } catch (UnfitException e) {
      error(e.reason() + (e.place().equals(Place.NONE) ? "" : ": line " + e.place().line()));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      error("not a CSV file: " + e.getMessage() + ": " + file);
    }
    return false;
  }

  private boolean hasColumn(String column, List<String> columns) {
    boolean there = columns.contains(column);
    if (!there) {
      error(
          "the column \""
              + column
              + "\" is missing; the file has "
              + columns.stream().map(Words::quote).toList()
              + Words.didYouMean(column, columns));
    }
    return there;
  }

  private void row(CSVRecord row) {
    long number = row.getRecordNumber() + 1;
    if (!row.isSet("text") || !row.isSet("label")) {
      fault("a row with too few columns", false, number);
      return;
    }
    String text = row.get("text").replace("\r\n", "\n").replace('\r', '\n');
    String label = row.get("label");
    if (text.isBlank()) {
      fault("an empty text", false, number);
    }
    if (!categories.isEmpty() && !categories.contains(label)) {
      fault(label, true, number);
    }
    examples.add(new Example(text, label));
  }

  private void fault(String what, boolean label, long row) {
    faults.merge(
        label + what, new Rows(what, label, row, 0), (old, one) -> old.with(old.others() + 1));
  }

  private void labels() {
    Set<String> labels = new TreeSet<>();
    examples.forEach(example -> labels.add(example.label()));
    if (labels.size() < 2) {
      error(
          "the local model needs at least 2 labels to tell apart; the file has only "
              + String.join(", ", labels));
    }
    for (String category : draft.children("categories")) {
      Optional<String> id = draft.get(category + ".id", String.class);
      if (id.isPresent() && !labels.contains(id.get())) {
        draft.warn(
            category,
            "the local model never chooses " + Words.quote(id.get()) + ": no example has it");
      }
    }
  }

  private void error(String message) {
    draft.error(PATH, message);
  }

  /**
   * Rows with the same fault.
   *
   * @param what an unknown label, or what is wrong otherwise
   */
  private record Rows(String what, boolean isLabel, long first, long others) {
    Rows with(long count) {
      return new Rows(what, isLabel, first, count);
    }

    String message(Set<String> categories) {
      String rows =
          " in row "
              + first
              + (others == 0 ? "" : " and " + others + " more")
              + " (the header is row 1)";
      return isLabel
          ? "the label "
              + Words.quote(what)
              + rows
              + " is not a category"
              + Words.didYouMean(what, categories)
          : what + rows;
    }
  }
}
