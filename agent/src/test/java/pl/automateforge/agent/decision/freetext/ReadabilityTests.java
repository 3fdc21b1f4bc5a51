package pl.automateforge.agent.decision.freetext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.content.Content.Part.Kind;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.standin.demo.DemoMails;

/** How much of ordinary text is broken that leads nowhere. */
class ReadabilityTests {
  private static final FreeText TEXTS = new FreeText(new KnownNames(Set.of(), Set.of()));

  /** What anybody would call an address. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i).*(://|@|www\\.|[a-z0-9-]{2,}\\.(com|net|org|edu|gov|mil|int|pl|de|uk|ie|ru|fr|jp|au|ca|info|biz|example|invalid|test|local)\\b).*",
          Pattern.DOTALL);

  private static boolean isFalseAlarm(String word) {
    String safe = TEXTS.safe(word);
    return !safe.equals(word)
        && safe.contains("[.]")
        && !ADDRESS.matcher(word).matches()
        && !word.matches("\\D*\\d{1,3}(\\.\\d{1,3}){3}\\D*");
  }

  @Test
  void leavesMailOfAPolishOfficeAsItIs() {
    ContentReader reader = new ContentReader(ContentLimits.DEFAULT);
    DemoMails mails = DemoMails.of(7, 400);
    List<String> alarms = new ArrayList<>();
    for (String name : mails.labels().keySet()) {
      if (reader.read(mails.raw(name), false) instanceof Reading.Text text) {
        Stream.of(text.content().text(Kind.BODY).split("\\s+"))
            .filter(ReadabilityTests::isFalseAlarm)
            .forEach(alarms::add);
      }
    }
    assertThat(alarms).isEmpty();
  }

  /**
   * What is left are modules of Perl and files of shells, whose endings are given out as domains.
   */
  @Test
  void leavesRealMailReadable() throws IOException {
    Path folder = TestData.shared("mail").orElse(null);
    Assumptions.assumeTrue(folder != null, "shared/data/mail is not here");
    ContentReader reader = new ContentReader(ContentLimits.DEFAULT);
    long words = 0;
    List<String> alarms = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.toString().matches(".*\\.(json|xml|md)"))
              .toList();
    }
    for (Path file : files) {
      if (reader.read(Files.readAllBytes(file), false) instanceof Reading.Text text) {
        for (String word : text.content().text(Kind.BODY).split("\\s+")) {
          words++;
          if (isFalseAlarm(word)) {
            alarms.add(word);
          }
        }
      }
    }
    System.out.printf(
        "%d words of real mail, %d broken that are no addresses: %s%n",
        words, alarms.size(), alarms.stream().distinct().limit(60).toList());
    assertThat(words).isGreaterThan(10_000);
    assertThat(alarms.size() * 10_000.0 / words).as("of 10,000 words: %s", alarms).isLessThan(20);
  }
}
