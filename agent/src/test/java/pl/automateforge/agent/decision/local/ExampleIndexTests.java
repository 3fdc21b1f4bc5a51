package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.spec.Example;

class ExampleIndexTests {
  private static final ExampleIndex OFFICE = ExampleIndex.of(OfficeMail.examples());

  @Test
  void findsTheLikestFirst() {
    List<Example> examples =
        List.of(
            new Example("When does the parcel arrive?", "delivery"),
            new Example("The invoice number 7 is wrong", "invoice"),
            new Example("Please correct the wrong amount of this invoice", "invoice"),
            new Example("Good morning", "other"));
    assertThat(ExampleIndex.of(examples).like("this invoice has a wrong amount"))
        .containsExactly(examples.get(2), examples.get(1));
  }

  @Test
  void findsNothingWhereNothingIsAlike() {
    for (String text : List.of("", "xyzzy", "…", "\ud800", "日本語")) {
      assertThat(OFFICE.like(text)).as(text).isEmpty();
    }
    assertThat(ExampleIndex.of(List.of()).like("anything")).isEmpty();
  }

  @Test
  void findsWithoutDiacriticsAndWithOtherEndings() {
    List<Example> examples =
        List.of(
            new Example("Przesyłam zaległą płatność", "payment"),
            new Example("Jutro będzie padać", "weather"));
    assertThat(ExampleIndex.of(examples).like("zaleglej platnosci"))
        .containsExactly(examples.getFirst());
  }

  @Test
  void givesAtMostTwoOfALabelAndNoTextNearlyTwice() {
    List<Example> like =
        OFFICE.like(
            Content.ofText(
                "Dzień dobry, przesyłam fakturę i wezwanie z urzędu, jaki jest termin zapłaty?",
                TextLanguage.PL));
    assertThat(like).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    Map<String, Integer> labels = new HashMap<>();
    like.forEach(e -> labels.merge(e.label(), 1, Integer::sum));
    assertThat(labels.values()).allMatch(n -> n <= 2);
  }

  @Test
  void doesNotFillUpWithOneTextInManyCopies() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      examples.add(new Example("Order confirmed, thank you for shopping with us " + i, "order"));
    }
    examples.add(new Example("My order has not been confirmed", "complaint"));
    assertThat(ExampleIndex.of(examples).like("is my order confirmed?"))
        .containsExactlyInAnyOrder(examples.getLast(), examples.getFirst());
  }

  @Test
  void givesTheEarlierAmongEquals() {
    List<Example> examples =
        List.of(
            new Example("red apple", "a"),
            new Example("green apple", "b"),
            new Example("brown apple", "c"),
            new Example("something else", "d"));
    assertThat(ExampleIndex.of(examples).like("apple")).isEqualTo(examples.subList(0, 3));
  }

  @Test
  void keepsWithinTheCharactersOfATurn() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String own = (char) ('a' + i) + "qw " + (char) ('a' + i) + "zx ";
      examples.add(new Example("wrong invoice " + own.repeat(110), "c" + i));
    }
    List<Example> like = ExampleIndex.of(examples).like("wrong invoice");
    assertThat(like).hasSizeGreaterThan(2);
    assertThat(like.stream().mapToInt(e -> e.text().length()).sum())
        .isLessThanOrEqualTo(ExampleIndex.TOTAL_LIMIT);
  }

  @Test
  void doesNotCareForTheNonceOfWhatStandsForPersonalData() {
    List<Example> examples =
        List.of(new Example("⟦PESEL⟧ i ⟦IBAN⟧", "data"), new Example("k7f2 1", "noise"));
    ExampleIndex index = ExampleIndex.of(examples);
    assertThat(index.like("⟦PESEL·k7f2·1⟧")).containsExactly(examples.getFirst());
    assertThat(index.like("⟦PESEL·abcd·9⟧")).containsExactly(examples.getFirst());
  }

  @Property(tries = 300)
  void answersAnyText(@ForAll String text) {
    List<Example> like = OFFICE.like("faktura " + text);
    assertThat(like).hasSizeLessThanOrEqualTo(ExampleIndex.MOST).doesNotHaveDuplicates();
    assertThat(OFFICE.like("faktura " + text)).isEqualTo(like);
  }

  /** The bound is wide, as the machine may be busy; the figure is in the report. */
  @Test
  void findsWithinHalfAMillisecondAmongTenThousand(TestReporter reporter) {
    Random random = new Random(4);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      examples.add(new Example(words(random, 200), "label" + i % 40));
    }
    long begin = cpu();
    ExampleIndex index = ExampleIndex.of(examples);
    double built = (cpu() - begin) / 1e6;
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      items.add(words(random, i % 2 == 0 ? 200 : 2_000));
    }
    items.forEach(index::like);
    double each = Double.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      begin = cpu();
      items.forEach(index::like);
      each = Math.min(each, (cpu() - begin) / 1e6 / items.size());
    }
    reporter.publishEntry(
        String.format(Locale.ROOT, "built in %.0f ms, %.3f ms a search", built, each));
    assertThat(each).isLessThan(1.5);
  }

  @Test
  void showsTheRightLabelMoreOftenThanTheSameExamplesForAll(TestReporter reporter) {
    Optional<List<Example>> all = LabelledTexts.file("banking77/train.csv");
    assumeTrue(all.isPresent(), "shared data banking77/train.csv is absent");
    LabelledTexts texts = LabelledTexts.holdOut(all.orElseThrow(), 1);
    ExampleIndex index = ExampleIndex.of(texts.training());
    int shown = 0;
    int right = 0;
    int first = 0;
    int among = 0;
    for (Example text : texts.examination()) {
      List<Example> like = index.like(text.text());
      Set<String> labels = new HashSet<>();
      like.forEach(e -> labels.add(e.label()));
      shown += like.size();
      right += (int) like.stream().filter(e -> e.label().equals(text.label())).count();
      first += !like.isEmpty() && like.getFirst().label().equals(text.label()) ? 1 : 0;
      among += labels.contains(text.label()) ? 1 : 0;
    }
    double asked = texts.examination().size();
    double labels = texts.training().stream().map(Example::label).distinct().count();
    reporter.publishEntry(
        String.format(
            Locale.ROOT,
            "of the right label: %.1f %% of those shown, %.1f %% of the likest, %.1f %% of items see"
                + " one; of the same ones for all: %.1f %%",
            100.0 * right / shown,
            100 * first / asked,
            100 * among / asked,
            100 / labels));
    assertThat(first / asked).isGreaterThan(0.75);
    assertThat(among / asked).isGreaterThan(0.9);
    assertThat((double) right / shown).isGreaterThan(10 / labels);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Few words are common and many are rare, as in a language. */
  private static String words(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int rank = (int) Math.exp(random.nextDouble() * Math.log(20_000));
      text.append(Integer.toString(rank * 7919, 36)).append("aei ");
    }
    return text.substring(0, length);
  }
}
