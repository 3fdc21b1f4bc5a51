package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.spec.Example;

class LocalDeciderTests {
  @TempDir private Path folder;

  @Test
  void choosesTheCategoryAndNamesTheWordsThatSpokeForIt() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.examples())) {
      Decision.Answer answer = ask(decider, "Dostałem wezwanie z urzędu skarbowego");
      assertThat(answer.category()).isEqualTo("tax-office");
      assertThat(answer.confidence()).isBetween(0.7, 1.0);
      assertThat(answer.calibrated()).isTrue();
      assertThat(answer.reason()).startsWith("words: ").contains("urzędu", "wezwanie");
      assertThat(answer.fields()).isEmpty();
      assertThat(answer.usage()).isEqualTo(Decision.Usage.NONE);
    }
  }

  @Test
  void doesNotCareForDiacriticsOrCase() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.examples())) {
      Decision.Answer with = ask(decider, "Przesyłam fakturę za księgowość");
      Decision.Answer without = ask(decider, "PRZESYLAM FAKTURE ZA KSIEGOWOSC");
      assertThat(without.category()).isEqualTo("invoice").isEqualTo(with.category());
      assertThat(without.confidence()).isEqualTo(with.confidence());
    }
  }

  @Test
  void doesNotCareForTheNonceOfWhatStandsForPersonalData() throws Exception {
    List<Example> examples = new ArrayList<>(OfficeMail.examples());
    for (int i = 0; i < 20; i++) {
      examples.add(new Example("mój PESEL to ⟦PESEL⟧, sprawa " + (char) ('a' + i), "tax-office"));
    }
    try (LocalDecider decider = decider(examples)) {
      Decision.Answer first = ask(decider, "Numer ⟦PESEL·k7f2·1⟧ albo ⟦PESEL·k7f2·2⟧");
      assertThat(ask(decider, "Numer ⟦PESEL·zz09·1⟧ albo ⟦PESEL·zz09·7⟧")).isEqualTo(first);
      assertThat(ask(decider, "Numer ⟦PESEL⟧ albo ⟦PESEL⟧")).isEqualTo(first);
      assertThat(first.category()).isEqualTo("tax-office");
      assertThat(first.reason()).contains("pesel").doesNotContain("k7f2", "⟦");
    }
  }

  @Test
  void saysFromWhichConfidenceOnItIsRightOftenEnough() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.examples())) {
      Reach reach = decider.reach(0.95, 0, OfficeMail.CATEGORIES);
      assertThat(reach)
          .isInstanceOfSatisfying(
              Reach.Demonstrated.class,
              sure -> {
                assertThat(sure.texts()).isEqualTo(192);
                assertThat(sure.parts()).isEqualTo(5);
                assertThat(sure.share()).isEqualTo(sure.answers() / 192.0);
              });
      assertThat(decider.reach(0.999, 0, OfficeMail.CATEGORIES))
          .as("192 examples demonstrate no more than 98 %")
          .isInstanceOf(Reach.NotDemonstrated.class);
    }
    try (LocalDecider again = decider(OfficeMail.examples());
        LocalDecider few = decider(OfficeMail.few())) {
      assertThat(again.reach(0.95, 0, OfficeMail.CATEGORIES))
          .as("kept with the model")
          .isInstanceOf(Reach.Demonstrated.class);
      assertThat(few.reach(0.5, 0, OfficeMail.CATEGORIES))
          .isEqualTo(
              new Reach.NotDemonstrated("the examples are too few to hold any out of training"));
    }
  }

  @Test
  void isUnsureOfWhatItNeverSaw() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.examples())) {
      for (String text : List.of("", " \n\t", "…!!", "xyzzy qwerty plugh", "日本語", "\ud800")) {
        Decision.Answer answer = ask(decider, text);
        assertThat(answer.confidence()).as(text).isBetween(0.0, 0.5);
        assertThat(answer.calibrated()).as(text).isFalse();
        assertThat(answer.reason()).isEqualTo("words: -");
      }
    }
  }

  @Test
  void staysModestWithFewExamples() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.few())) {
      Decision.Answer answer = ask(decider, "w załączniku rachunek za paliwo");
      assertThat(answer.category()).isEqualTo("invoice");
      assertThat(answer.calibrated()).isFalse();
      assertThat(answer.confidence()).isBetween(0.3, Calibration.MODEST);
      assertThat(decider.check().detail())
          .isEqualTo(
              "18 examples in 3 categories; too few examples to measure how often it is right.");
    }
  }

  @Test
  void doesNotCallTheConfidenceOfARareCategoryMeasured() throws Exception {
    List<Example> examples = new ArrayList<>(OfficeMail.examples());
    examples.add(new Example("reklamacja uszkodzonej paczki", "complaint"));
    Set<String> categories = new HashSet<>(OfficeMail.CATEGORIES);
    categories.add("complaint");
    try (LocalDecider decider = new LocalDecider(examples, categories, folder, 1)) {
      Decision.Answer rare = ask(decider, "reklamacja uszkodzonej paczki");
      assertThat(rare.category()).isEqualTo("complaint");
      assertThat(rare.calibrated()).isFalse();
      assertThat(ask(decider, "przesyłam fakturę").calibrated()).isTrue();
    }
  }

  @Test
  void saysInItsLogWhatItWasTrainedOn() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(LocalDecider.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    try (LocalDecider decider = decider(OfficeMail.examples())) {
      ask(decider, "przesyłam fakturę");
    } finally {
      logger.setLevel(before);
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line ->
            line.matches(
                "Trained .* categories in \\d+ ms; \\d+ features, temperature \\d+\\.\\d\\d"));
  }

  @Test
  void saysWhyItCannotBeTrained() throws Exception {
    Example one = new Example("przesyłam fakturę", "invoice");
    assertStopped(List.of(), "there are no examples");
    assertStopped(List.of(one, one), "all 2 examples carry one label, invoice");
    assertStopped(
        List.of(one, new Example("oferta", "spam"), new Example("reklama", "adverts")),
        "examples carry labels that are no category of the spec: adverts, spam");
  }

  @Test
  void saysWhatIsThere() throws Exception {
    List<Example> two =
        OfficeMail.examples().stream().filter(e -> !e.label().equals("question")).toList();
    try (LocalDecider fresh = decider(two)) {
      assertThat(fresh.check())
          .isEqualTo(
              new CheckResult.Fine(
                  "128 examples in 2 categories; never chosen for want of an example: question;"
                      + " not trained yet, which happens at first use."));
      fresh.prepare();
      assertThat(fresh.check()).isInstanceOf(CheckResult.Fine.class);
      assertThat(fresh.check().detail())
          .contains("% right on examples held out of training, calibration error 0.");
    }
    try (LocalDecider next = decider(two)) {
      assertThat(next.check().detail()).contains("; trained, kept in " + folder);
    }
  }

  @Test
  void findsItsModelAgain() throws Exception {
    Decision.Answer first = trainAndAsk(OfficeMail.examples());
    Path file = onlyModel();
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(trainAndAsk(OfficeMail.examples())).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(file).toInstant())
        .as("read, not written again")
        .isEqualTo(Instant.EPOCH);
  }

  @Test
  void trainsAgainWhereTheFileIsDamaged() throws Exception {
    Decision.Answer first = trainAndAsk(OfficeMail.examples());
    Path file = onlyModel();
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    assertThat(trainAndAsk(OfficeMail.examples())).isEqualTo(first);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    Files.write(file, new byte[0]);
    assertThat(trainAndAsk(OfficeMail.examples())).isEqualTo(first);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void decidesWhereNothingCanBeKept() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (LocalDecider decider =
        new LocalDecider(OfficeMail.examples(), OfficeMail.CATEGORIES, file, 1)) {
      assertThat(ask(decider, "przesyłam fakturę").category()).isEqualTo("invoice");
    }
  }

  @Test
  void keepsTheModelsOfTheLastVersions() throws Exception {
    for (int version = 0; version < 6; version++) {
      List<Example> examples = new ArrayList<>(OfficeMail.few());
      examples.add(new Example("uwaga " + version, "question"));
      trainAndAsk(examples);
    }
    assertThat(models()).hasSize(4);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void isNamedByItsExamplesAndSeed() {
    List<Example> shuffled = new ArrayList<>(OfficeMail.examples());
    Collections.shuffle(shuffled, new Random(7));
    List<Example> fewer = OfficeMail.examples().subList(0, 190);
    try (LocalDecider decider = decider(OfficeMail.examples());
        LocalDecider other = decider(shuffled);
        LocalDecider less = decider(fewer);
        LocalDecider seeded =
            new LocalDecider(OfficeMail.examples(), OfficeMail.CATEGORIES, folder, 2)) {
      assertThat(decider.name()).matches("local:svc-[0-9a-f]{8}").isEqualTo(other.name());
      assertThat(decider.name()).isNotEqualTo(less.name()).isNotEqualTo(seeded.name());
      assertThat(decider.revision()).isEqualTo(LocalDecider.REVISION);
    }
  }

  @Test
  void answersManyThreadsAlike() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.examples());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Decision> question = () -> ask(decider, "kontrola z urzędu w sprawie faktury");
      List<Future<Decision>> answers = threads.invokeAll(Collections.nCopies(64, question));
      Set<Decision> distinct = new HashSet<>();
      for (Future<Decision> answer : answers) {
        distinct.add(answer.get());
      }
      assertThat(distinct).hasSize(1);
      assertThat(models()).hasSize(1);
    }
  }

  @Test
  void stopsTrainingWhenInterrupted() throws Exception {
    try (LocalDecider decider = decider(OfficeMail.examples())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> ask(decider, "przesyłam fakturę"))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
      assertThat(models()).isEmpty();
      assertThat(ask(decider, "przesyłam fakturę").category()).isEqualTo("invoice");
    }
  }

  private void assertStopped(List<Example> examples, String why) throws InterruptedException {
    try (LocalDecider decider = decider(examples)) {
      Decision decision = decider.decide(Content.ofText("przesyłam fakturę", TextLanguage.PL));
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> {
                assertThat(stopped.cause()).isEqualTo("The local model cannot be trained: " + why);
                assertThat(stopped.cure()).contains("text,label");
              });
      assertThat(decider.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class, failed -> assertThat(failed.detail()).contains(why));
      decider.prepare();
      assertThat(decider.decide(Content.ofText("x", Content.TextLanguage.EN)))
          .isInstanceOf(Decision.Stopped.class);
    }
  }

  private Decision.Answer trainAndAsk(List<Example> examples) throws InterruptedException {
    try (LocalDecider decider = decider(examples)) {
      return ask(decider, "proszę o korektę faktury");
    }
  }

  private LocalDecider decider(List<Example> examples) {
    return new LocalDecider(examples, OfficeMail.CATEGORIES, folder, 1);
  }

  private static Decision.Answer ask(LocalDecider decider, String text)
      throws InterruptedException {
    return (Decision.Answer) decider.decide(Content.ofText(text, TextLanguage.PL));
  }

  private Path onlyModel() throws IOException {
    List<Path> models = models();
    assertThat(models).hasSize(1);
    return models.getFirst();
  }

  private List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".model")).toList();
    }
  }
}
