package pl.automateforge.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.content.Content.Part;

/** Real and malformed mail, and what other parsers made of it. */
class RealMailTests {
  private static final ContentReader READER = new ContentReader(ContentLimits.DEFAULT);

  @Test
  void readsEveryFileToADefinedOutcome() throws IOException {
    List<Path> files = new ArrayList<>(TestMails.files(shared("mail")));
    files.addAll(TestMails.files(shared("classification/spamassassin/original")));
    Map<String, Integer> outcomes = new TreeMap<>();
    List<Long> nanos = new ArrayList<>();
    for (Path file : files) {
      byte[] raw = Files.readAllBytes(file);
      long start = System.nanoTime();
      Reading reading = READER.read(raw, false);
      nanos.add(System.nanoTime() - start);
      outcomes.merge(outcome(reading), 1, Integer::sum);
      Content content = TestMails.found(reading);
      assertThat(outcome(reading)).as(file.toString()).doesNotContain("reading failed");
      assertThat(content.subject() + content.sender() + content.senderAddress())
          .as(file.toString())
          .doesNotContain("\r", "\n", "\0");
      assertThat(content.parts().stream().mapToInt(part -> part.text().length()).sum())
          .as(file.toString())
          .isLessThanOrEqualTo(2 * ContentLimits.DEFAULT.textCharacters());
    }
    System.out.printf(Locale.ROOT, "%d files of real mail:%n", files.size());
    outcomes.forEach((outcome, count) -> System.out.printf("  %5d %s%n", count, outcome));
    nanos.sort(null);
    System.out.printf(
        Locale.ROOT,
        "  p50 %d µs, p99 %d µs (cold, shared machine)%n",
        TimeUnit.NANOSECONDS.toMicros(nanos.get(nanos.size() / 2)),
        TimeUnit.NANOSECONDS.toMicros(nanos.get(nanos.size() * 99 / 100)));
  }

  private static String outcome(Reading reading) {
    return switch (reading) {
      case Reading.Text text ->
          text.content().truncated()
              ? "text, cut"
              : text.content().parts().isEmpty() ? "subject or attachments only" : "text";
      case Reading.Unreadable unreadable -> "unreadable: " + unreadable.reason();
    };
  }

  @Test
  void agreesWithAnotherParserOnSubjectsAndDates() throws IOException {
    var agreement = new Agreement("subject and date as Angus Mail reads them");
    Session session = Session.getInstance(new Properties());
    for (Path file : messages()) {
      byte[] raw = Files.readAllBytes(file);
      Content content = TestMails.found(READER.read(raw, false));
      try {
        var message = new MimeMessage(session, new ByteArrayInputStream(raw));
        String subject = message.getSubject();
        if (subject != null && StandardCharsets.US_ASCII.newEncoder().canEncode(subject)) {
          agreement.add(file, squeezed(content.subject()).equals(squeezed(subject)), subject);
        }
        agreement.add(file, sameInstant(message.getSentDate(), content), "date " + content.sent());
      } catch (MessagingException e) {
        agreement.gaveUp();
      }
    }
    agreement.print();
    assertThat(agreement.share()).isGreaterThan(0.97);
  }

  @Test
  void findsTheTextThatAnotherParserFinds() throws IOException {
    var agreement = new Agreement("words of the first plain text that Angus Mail finds");
    Session session = Session.getInstance(new Properties());
    for (Path file : messages()) {
      byte[] raw = Files.readAllBytes(file);
      try {
        var message = new MimeMessage(session, new ByteArrayInputStream(raw));
        Set<String> theirs = words(firstPlainText(message));
        Set<String> ours = words(allText(TestMails.found(READER.read(raw, false))));
        long found = theirs.stream().filter(ours::contains).count();
        agreement.add(
            file, found * 10 >= theirs.size() * 9L, found + " of " + theirs.size() + " words");
      } catch (MessagingException | IOException e) {
        agreement.gaveUp();
      }
    }
    agreement.print();
    assertThat(agreement.share()).isGreaterThan(0.95);
  }

  private static String firstPlainText(jakarta.mail.Part part)
      throws MessagingException, IOException {
    if (part.isMimeType("text/plain") && part.getFileName() == null) {
      return String.valueOf(part.getContent());
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = firstPlainText(parts.getBodyPart(i));
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  @Test
  void findsTheTextThatMime4jDecoded() throws IOException {
    var agreement = new Agreement("words of the text parts that mime4j decoded");
    for (Path file : TestMails.files(shared("mail/mime4j"))) {
      String name = file.getFileName().toString();
      if (!name.endsWith(".msg")) {
        continue;
      }
      Set<String> ours =
          words(allText(TestMails.found(READER.read(Files.readAllBytes(file), false))));
      String stem = name.substring(0, name.length() - ".msg".length()) + "_decoded_";
      for (Path decoded : TestMails.files(file.resolveSibling("."))) {
        String other = decoded.getFileName().toString();
        if (other.startsWith(stem) && other.endsWith(".txt")) {
          Set<String> theirs = words(Files.readString(decoded, StandardCharsets.ISO_8859_1));
          long found = theirs.stream().filter(ours::contains).count();
          boolean agrees = found * 10 >= theirs.size() * 8L;
          agreement.add(decoded, agrees, found + " of " + theirs.size() + " words");
        }
      }
    }
    agreement.print();
    assertThat(agreement.share()).isGreaterThan(0.75);
  }

  @Test
  void findsTheTextThatStalwartFound() throws IOException {
    var subjects = new Agreement("subjects as Stalwart's parser reads them");
    var texts = new Agreement("words of the text bodies that Stalwart's parser found");
    ObjectMapper json = new ObjectMapper();
    for (Path file : TestMails.files(shared("mail/stalwart-mail-parser"))) {
      if (!file.toString().endsWith(".eml")) {
        continue;
      }
      JsonNode expected = json.readTree(Path.of(file.toString().replace(".eml", ".json")).toFile());
      Content content = TestMails.found(READER.read(Files.readAllBytes(file), false));
      for (JsonNode header : expected.at("/parts/0/headers")) {
        if (header.path("name").asText().equals("subject")) {
          String subject = header.at("/value/Text").asText();
          if (subject.indexOf('\uFFFD') >= 0) {
            subjects.gaveUp();
          } else {
            subjects.add(file, squeezed(content.subject()).equals(squeezed(subject)), subject);
          }
        }
      }
      Set<String> ours = words(allText(content));
      for (JsonNode index : expected.path("text_body")) {
        JsonNode text = expected.at("/parts/" + index.asInt() + "/body/Text");
        if (text.isTextual()) {
          Set<String> theirs = words(text.asText());
          long found = theirs.stream().filter(ours::contains).count();
          texts.add(
              file, found * 10 >= theirs.size() * 9L, found + " of " + theirs.size() + " words");
        }
      }
    }
    subjects.print();
    texts.print();
    assertThat(subjects.share()).isGreaterThan(0.9);
    assertThat(texts.share()).isGreaterThan(0.9);
  }

  @SuppressWarnings("JavaUtilDate") // the other parser's type
  private static boolean sameInstant(@Nullable Date sent, Content content) {
    return sent == null || sent.getTime() <= 0 || sent.toInstant().equals(content.sent());
  }

  private static List<Path> messages() {
    List<Path> messages = new ArrayList<>();
    for (Path file : TestMails.files(shared("mail"))) {
      String name = file.toString();
      boolean expectation =
          name.endsWith(".json")
              || name.endsWith(".xml")
              || name.endsWith(".out")
              || name.contains("_decoded");
      boolean other =
          name.endsWith(".md")
              || name.contains("mbox")
              || name.contains("COPYING")
              || name.contains("LICENSE");
      if (!expectation && !other) {
        messages.add(file);
      }
    }
    messages.addAll(TestMails.files(shared("classification/spamassassin/original")));
    return messages;
  }

  private static String allText(Content content) {
    StringBuilder text = new StringBuilder();
    for (Part part : content.parts()) {
      text.append(part.text()).append('\n');
    }
    return text.toString();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : text.split("[^A-Za-z]+", -1)) {
      if (word.length() > 2) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static Path shared(String relative) {
    Path folder = TestData.shared(relative).orElse(null);
    Assumptions.assumeTrue(folder != null, "shared/data/" + relative + " is not here");
    return Objects.requireNonNull(folder);
  }

  /** How often two parsers say the same. */
  private static final class Agreement {
    private final String what;
    private final List<String> differences = new ArrayList<>();
    private int compared;
    private int gaveUp;

    Agreement(String what) {
      this.what = what;
    }

    void add(Path file, boolean agrees, String detail) {
      compared++;
      if (!agrees) {
        int names = file.getNameCount();
        differences.add(file.subpath(names - 2, names) + ": " + detail);
      }
    }

    void gaveUp() {
      gaveUp++;
    }

    double share() {
      assertThat(compared).isPositive();
      return 1 - differences.size() / (double) compared;
    }

    void print() {
      System.out.printf(
          Locale.ROOT,
          "%s: %.1f %% of %d, %d where the other gave up%n",
          what,
          share() * 100,
          compared,
          gaveUp);
      differences.forEach(difference -> System.out.println("  differs: " + difference));
    }
  }
}
