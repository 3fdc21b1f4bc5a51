package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Texts whose right category is known. A request's text holds a labelled one somewhere, between
 * whatever the client puts around it, so it is found by its first words.
 */
final class Labels {
  private static final int KEY = 6;

  private final Map<Long, List<Labelled>> byFirstWords = new HashMap<>();
  private final TreeSet<Integer> keyLengths = new TreeSet<>();
  private int size;

  private record Labelled(List<String> words, String label) {}

  /**
   * Reads a file of {@code text} and {@code label}: CSV with a head, or one JSON object a line.
   *
   * @throws IOException where it cannot be read, with the line that is wrong
   */
  static Labels read(Path file) throws IOException {
    Labels labels = new Labels();
    boolean json = Words.lower(file.toString()).matches(".*\\.(jsonl|ndjson|json)");
    try (BufferedReader in = Files.newBufferedReader(file)) {
      if (json) {
        labels.readJson(in, file);
      } else {
        labels.readCsv(in, file);
      }
    }
    return labels;
  }

  private void readJson(BufferedReader in, Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank()) {
        JsonNode row = mapper.readTree(line);
        if (!row.path("text").isTextual() || !row.path("label").isValueNode()) {
          throw new IOException(file + " line " + number + ": expected \"text\" and \"label\"");
        }
        add(row.get("text").textValue(), row.get("label").asText());
      }
    }
  }

  private void readCsv(BufferedReader in, Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(in, format)) {
      if (!rows.getHeaderNames().containsAll(List.of("text", "label"))) {
        throw new IOException(
            file + ": expected the columns text and label, found " + rows.getHeaderNames());
      }
      for (CSVRecord row : rows) {
        add(row.get("text"), row.get("label"));
      }
    }
  }

  private void add(String text, String label) {
    List<String> words = Words.of(text);
    if (!words.isEmpty()) {
      int length = Math.min(KEY, words.size());
      keyLengths.add(length);
      byFirstWords
          .computeIfAbsent(key(words, 0, length), _ -> new ArrayList<>())
          .add(new Labelled(words, label));
      size++;
    }
  }

  int size() {
    return size;
  }

  /** The label of the longest labelled text that stands in this one, even if cut off at its end. */
  Optional<String> find(String text) {
    List<String> words = Words.of(text);
    int longest = 0;
    String found = null;
    for (int at = 0; at < words.size(); at++) {
      for (int length : keyLengths) {
        if (at + length > words.size()) {
          break;
        }
        long key = key(words, at, length);
        for (Labelled candidate : byFirstWords.getOrDefault(key, List.of())) {
          int matched = matched(candidate.words(), words, at);
          if (matched > longest) {
            longest = matched;
            found = candidate.label();
          }
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private static long key(List<String> words, int from, int length) {
    long key = length;
    for (int i = from; i < from + length; i++) {
      key = key * 0x100000001b3L + words.get(i).hashCode();
    }
    return key;
  }

  private static int matched(List<String> expected, List<String> words, int at) {
    int most = Math.min(expected.size(), words.size() - at);
    int matched = 0;
    while (matched < most && expected.get(matched).equals(words.get(at + matched))) {
      matched++;
    }
    return matched;
  }
}
