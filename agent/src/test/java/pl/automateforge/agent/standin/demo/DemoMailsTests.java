package pl.automateforge.agent.standin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.SourceSpec;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.spec.SpecReading;

class DemoMailsTests {
  private static final DemoMails MAILS = DemoMails.of(DemoMails.SEED, DemoMails.COUNT);
  private static final Set<Integer> ODD = Set.of(12, 37, 62, 87, 112, 137, 162, 187);

  private static boolean isOdd(String file) {
    return ODD.contains(Integer.parseInt(file.substring(0, 4)));
  }

  private static MimeMessage parsed(String file) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(MAILS.raw(file)));
  }

  private static String text(Object content) throws Exception {
    if (content instanceof MimeMultipart parts) {
      return text(parts.getBodyPart(0).getContent());
    }
    String text = content.toString();
    return text.startsWith("<html>") ? Jsoup.parse(text).text() : text;
  }

  private static List<CSVRecord> examples() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    return format.parse(MailTexts.open("examples.csv")).getRecords();
  }

  @Test
  void givesTheSameBytesForTheSameSeed() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    MAILS.labels().forEach((file, _) -> digest.update(MAILS.raw(file)));
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("0ae4f377121e7c36d3495d32074290ab0eaf89f6207d84753b324a7e90033655");
    assertThat(DemoMails.of(7, 30).raw("0001.eml")).isNotEqualTo(MAILS.raw("0001.eml"));
  }

  @Test
  void writesItsFiles(@TempDir Path folder) throws Exception {
    DemoMails.writeTo(folder.resolve("mails"), 5, 30);
    try (Stream<Path> files = Files.list(folder.resolve("mails"))) {
      assertThat(files.map(path -> path.getFileName().toString()).sorted().toList())
          .hasSize(30)
          .startsWith("0001.eml")
          .endsWith("0030.eml");
    }
    assertThatThrownBy(() -> DemoMails.of(1, 0)).hasMessageContaining("1 to 9999, not 0");
  }

  @Test
  void spreadsOverCategoriesAndLanguages() {
    Map<String, Integer> counts = new HashMap<>();
    MAILS.labels().values().forEach(category -> counts.merge(category, 1, Integer::sum));
    assertThat(counts).hasSize(7).allSatisfy((_, count) -> assertThat(count).isGreaterThan(15));
  }

  @Test
  void canBeRead() throws Exception {
    Set<String> encodings = new HashSet<>();
    Set<String> charsets = new HashSet<>();
    Pattern charset = Pattern.compile("charset=([\\w-]+)");
    int polish = 0;
    for (String file : MAILS.labels().keySet()) {
      if (isOdd(file)) {
        continue;
      }
      MimeMessage mail = parsed(file);
      String text = text(mail.getContent());
      assertThat(mail.getSubject()).as(file).isNotBlank().doesNotContain("{", "=?", "\uFFFD");
      assertThat(text).as(file).isNotBlank().doesNotContain("{", "\uFFFD", "?=");
      assertThat(mail.getFrom()).as(file).hasSize(1);
      assertThat(mail.getSentDate()).as(file).isNotNull();
      polish += text.matches("(?s).*[ąćęłńóśźż].*") ? 1 : 0;
      String raw = new String(MAILS.raw(file), StandardCharsets.ISO_8859_1);
      for (Matcher found = charset.matcher(raw); found.find(); ) {
        charsets.add(found.group(1));
      }
      for (String encoding : List.of("7bit", "8bit", "base64", "quoted-printable")) {
        if (raw.contains("Content-Transfer-Encoding: " + encoding)) {
          encodings.add(encoding);
        }
      }
      assertThat(raw.lines().mapToInt(String::length).max().orElse(0)).as(file).isLessThan(999);
    }
    assertThat(polish).isBetween(95, 135);
    assertThat(encodings).hasSize(4);
    assertThat(charsets).contains("utf-8", "iso-8859-2", "windows-1250", "us-ascii");
  }

  @Test
  void hardlyRepeatsItself() throws Exception {
    Map<String, Integer> openings = new HashMap<>();
    Set<String> whole = new HashSet<>();
    for (String file : MAILS.labels().keySet()) {
      if (!isOdd(file)) {
        String body = text(parsed(file).getContent());
        whole.add(body);
        List<String> paragraphs = body.lines().filter(line -> line.length() > 40).toList();
        if (!paragraphs.isEmpty()) {
          openings.merge(paragraphs.getFirst().replaceAll("\\d", ""), 1, Integer::sum);
        }
      }
    }
    assertThat(whole).hasSizeGreaterThan(188);
    assertThat(Collections.max(openings.values())).isLessThanOrEqualTo(3);
  }

  @Test
  void namesNobodyReal() throws Exception {
    Pattern host = Pattern.compile("[@/]([\\p{L}\\d-]+(\\.[\\p{L}\\d-]+)+)");
    Pattern nip = Pattern.compile("\\b\\d{3}-\\d{3}-\\d{2}-\\d{2}\\b");
    int numbers = 0;
    for (String file : MAILS.labels().keySet()) {
      MimeMessage mail = parsed(file);
      String text =
          isOdd(file)
              ? new String(MAILS.raw(file), StandardCharsets.UTF_8)
              : text(mail.getContent());
      for (Matcher found = host.matcher(text + " " + mail.getHeader("From", ",")); found.find(); ) {
        assertThat(found.group(1)).as(file).endsWith(".example");
      }
      for (Matcher found = nip.matcher(text); found.find(); numbers++) {
        assertThat(isValidNip(found.group())).as(found.group()).isFalse();
      }
    }
    assertThat(numbers).isPositive();
  }

  private static boolean isValidNip(String nip) {
    int[] weights = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    String digits = nip.replace("-", "");
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (digits.charAt(i) - '0');
    }
    return sum % 11 == digits.charAt(9) - '0';
  }

  @Test
  void isTaughtByItsExamples() throws Exception {
    NaiveBayes model = new NaiveBayes();
    List<CSVRecord> examples = examples();
    Map<String, Integer> counts = new HashMap<>();
    for (CSVRecord example : examples) {
      model.learn(example.get("text"), example.get("label"));
      counts.merge(example.get("label"), 1, Integer::sum);
    }
    assertThat(counts.values()).hasSize(7).allMatch(count -> count >= 40);

    int right = 0;
    int all = 0;
    StringBuilder wrong = new StringBuilder();
    for (Map.Entry<String, String> label : MAILS.labels().entrySet()) {
      if (!isOdd(label.getKey())) {
        MimeMessage mail = parsed(label.getKey());
        String answer = model.classify(mail.getSubject() + "\n" + text(mail.getContent()));
        right += answer.equals(label.getValue()) ? 1 : 0;
        all++;
        if (!answer.equals(label.getValue())) {
          wrong
              .append(label)
              .append(" as ")
              .append(answer)
              .append(": ")
              .append(mail.getSubject())
              .append('\n');
        }
      }
    }
    assertThat(right / (double) all).as("%s of %s%n%s", right, all, wrong).isGreaterThan(0.92);
  }

  @Test
  void teachesNoMailItself() throws Exception {
    Set<String> known = new HashSet<>();
    for (CSVRecord example : examples()) {
      assertThat(known.add(example.get("text"))).as(example.get("text")).isTrue();
    }
    for (String file : MAILS.labels().keySet()) {
      String raw = isOdd(file) ? "" : text(parsed(file).getContent());
      assertThat(known).as(file).noneMatch(raw::contains);
    }
  }

  @Test
  void bringsItsAgent(@TempDir Path folder) throws Exception {
    Path spec = DemoAgent.writeTo(folder.resolve("demo"), 3143);
    assertThat(Files.readString(spec))
        .contains(
            "provider: local", "${" + DemoAgent.HOOK_URL + "}", "${" + DemoAgent.HOOK_SECRET + "}")
        .contains(Set.copyOf(MAILS.labels().values()).stream().map(id -> "id: " + id).toList());
    assertThat(folder.resolve("demo/examples.csv")).exists();
    SpecReading reading = SpecReader.read(spec);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.loaded()).isPresent();
  }

  @Test
  void bringsAnAgentForARealMailbox(@TempDir Path folder) throws Exception {
    Path spec =
        DemoAgent.writeTo(
            folder, new DemoAgent.Mailbox("imap.acme.example", 1993, true, "Klienci \"B\" \\"));

    SpecReading reading = SpecReader.read(spec);

    assertThat(reading.problems()).isEmpty();
    var source = (SourceSpec.Imap) reading.loaded().orElseThrow().spec().source();
    assertThat(source.folder()).isEqualTo("Klienci \"B\" \\");
    assertThat(source.port()).isEqualTo(1993);
    assertThat(source.tls()).isEqualTo(MailSpec.Tls.REQUIRED);
    assertThat(source.filter().since()).isEqualTo(Duration.ofDays(7));
    assertThat(reading.loaded().orElseThrow().spec().privacy().dataMayLeave()).isFalse();
    assertThat(reading.loaded().orElseThrow().spec().limits().itemsPerRun()).isEqualTo(200);
  }

  @Test
  void isSortedByItsOwnAgent(@TempDir Path folder) throws Exception {
    SpecReading spec = SpecReader.read(DemoAgent.writeTo(folder, 3143));
    ContentReader reader = new ContentReader(ContentLimits.DEFAULT);
    int right = 0;
    int unreadable = 0;
    try (LocalDecider decider =
        LocalDecider.of(spec.loaded().orElseThrow(), folder.resolve("state"))) {
      for (Map.Entry<String, String> label : MAILS.labels().entrySet()) {
        switch (reader.read(MAILS.raw(label.getKey()), false)) {
          case Reading.Text text -> {
            Decision decision = decider.decide(text.content());
            assertThat(decision).as(label.getKey()).isInstanceOf(Decision.Answer.class);
            boolean same = ((Decision.Answer) decision).category().equals(label.getValue());
            right += same ? 1 : 0;
          }
          case Reading.Unreadable _ -> unreadable++;
        }
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(190);
    assertThat(unreadable).isLessThanOrEqualTo(1);
  }

  @Test
  void holdsTheOddOnes() throws Exception {
    assertThat(new String(MAILS.raw("0012.eml"), StandardCharsets.UTF_8)).contains("font-size:0");
    assertThat(MAILS.labels())
        .containsEntry("0162.eml", "other")
        .containsEntry("0187.eml", "payment");
    assertThat(new String(MAILS.raw("0112.eml"), StandardCharsets.ISO_8859_1))
        .contains("charset=utf-8")
        .contains("S\u00b3ysza\u00b3em");
    assertThat(ODD).allSatisfy(number -> assertThat(number % 25).isEqualTo(12));
  }
}
