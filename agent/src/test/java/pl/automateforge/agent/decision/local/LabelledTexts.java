package pl.automateforge.agent.decision.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.spec.Example;

/** Labelled texts to train on, and others to examine on. */
public record LabelledTexts(List<Example> training, List<Example> examination) {

  /** A file below {@code classification} of the shared data; empty where it is absent. */
  public static Optional<List<Example>> file(String path) {
    return TestData.shared("classification/" + path).map(LabelledTexts::read);
  }

  /** 15 % held out by chance. */
  public static LabelledTexts holdOut(List<Example> all, long seed) {
    List<Example> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    int held = all.size() * 15 / 100;
    return new LabelledTexts(shuffled.subList(held, shuffled.size()), shuffled.subList(0, held));
  }

  private static List<Example> read(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file);
        Stream<CSVRecord> records = format.parse(reader).stream()) {
      return records.map(r -> new Example(r.get("text"), r.get("label"))).toList();
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
