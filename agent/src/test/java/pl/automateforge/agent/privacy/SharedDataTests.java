package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.TestData;

/** Values and sentences that others published. */
class SharedDataTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_OURS = Set.of("ip", "url");

  private static List<JsonNode> lines(String name) throws IOException {
    Optional<Path> file = TestData.shared("pii/" + name);
    assumeTrue(file.isPresent(), "the shared identifiers are absent");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file.orElseThrow())) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void oracleAgreesWithPublishedValues() throws IOException {
    int compared = 0;
    for (JsonNode line : lines("values.jsonl")) {
      String kind = line.get("kind").asText();
      String value = line.get("value").asText().replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
      boolean valid =
          switch (kind) {
            case "pesel" -> Oracle.isPesel(value);
            case "nip" -> Oracle.isNip(value.replace("PL", ""));
            case "regon" -> Oracle.isRegon(value);
            case "iban" -> Oracle.isIban(value);
            case "nrb" -> Oracle.isIban("PL" + value);
            case "dowod" -> Oracle.isIdCard(value);
            case "credit_card" -> Oracle.isCard(value);
            default -> line.get("valid").asBoolean();
          };
      boolean format = line.has("note") && line.get("note").asText().contains("bare checksum");
      boolean otherIssuer = kind.equals("credit_card") && !line.get("valid").asBoolean();
      if (!format && !otherIssuer && !value.startsWith("(")) {
        assertThat(valid).as(line.toString()).isEqualTo(line.get("valid").asBoolean());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(300);
  }

  @Test
  void findsPublishedValues() throws IOException {
    Redactor redactor = Redactor.of(List.of(PersonalData.values()), new Random(1));
    int found = 0;
    List<String> missed = new ArrayList<>();
    for (JsonNode line : lines("values.jsonl")) {
      if (line.get("valid").asBoolean() && !line.get("kind").asText().equals("postal_code")) {
        Redacting redacting = redactor.begin();
        String redacted = redacting.redact(line.get("value").asText());
        boolean hidden =
            !redacted.replaceAll("⟦[^⟧]*⟧", "").matches(".*\\d.*") && redacted.contains("⟦");
        found += hidden ? 1 : 0;
        if (!hidden) {
          missed.add(line.get("kind").asText() + " " + line.get("value").asText());
        }
      }
    }
    System.out.printf(Locale.ROOT, "published values: %d found, missed %s%n", found, missed);
    assertThat(missed).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void findsPublishedSpans() throws IOException {
    Redactor redactor = Redactor.of(List.of(PersonalData.values()), new Random(1));
    int found = 0;
    int wrong = 0;
    List<String> missed = new ArrayList<>();
    List<String> falseAlarms = new ArrayList<>();
    for (JsonNode line : lines("texts.jsonl")) {
      String text = line.get("text").asText();
      if (NOT_OURS.contains(line.get("entity").asText())) {
        continue;
      }
      Redacting redacting = redactor.begin();
      String redacted = redacting.redact(text);
      int spans = 0;
      for (JsonNode span : line.get("spans")) {
        String value = text.substring(span.get(0).asInt(), span.get(1).asInt());
        spans++;
        if (redacted.contains(value)) {
          missed.add(text);
        } else {
          found++;
        }
      }
      if (spans == 0 && !redacting.counts().isEmpty()) {
        wrong++;
        falseAlarms.add(text);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "published texts: %d found, missed %s, %d with nothing to find but something found %s%n",
        found,
        missed,
        wrong,
        falseAlarms);
    assertThat(missed).hasSizeLessThanOrEqualTo(2);
  }
}
