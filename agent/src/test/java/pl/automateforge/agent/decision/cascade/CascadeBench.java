package pl.automateforge.agent.decision.cascade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import pl.automateforge.agent.decision.local.LabelledTexts;
import pl.automateforge.agent.decision.local.Reach;
import pl.automateforge.agent.spec.Example;

/**
 * Measures how many calls a cascade saves before a model that is right 92 % of the time, and what
 * becomes of the accuracy. Each seed holds out other texts and makes the model err on others.
 * Prints a line a run, then a Markdown table.
 */
public final class CascadeBench {
  private static final double ACCURACY = 0.92;

  private CascadeBench() {}

  /** Prints the table; an argument is the number of seeds. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seeds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    List<String> rows = new ArrayList<>();
    measure("banking77", all("banking77/train.csv"), List.of(), seeds, rows);
    List<Example> foreign = new ArrayList<>(all("clinc150/oos_train.csv"));
    foreign.addAll(all("clinc150/oos_val.csv"));
    List<Example> clinc = new ArrayList<>(all("clinc150/train.csv"));
    clinc.addAll(all("clinc150/val.csv"));
    measure("clinc150", clinc, foreign, seeds, rows);
    System.out.println(
        "| set | seeds | fewer calls | estimated before | cascade right | model alone right |"
            + " local part: claimed | in truth | model there | texts of no category decided locally |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    rows.forEach(System.out::println);
  }

  private static List<Example> all(String path) {
    Optional<List<Example>> texts = LabelledTexts.file(path);
    return texts.orElse(List.of());
  }

  private static void measure(
      String set, List<Example> all, List<Example> foreign, int seeds, List<String> rows)
      throws IOException, InterruptedException {
    if (all.isEmpty()) {
      rows.add("| " + set + " | absent |");
      return;
    }
    List<CascadeTrial> trials = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Path folder = Files.createTempDirectory("cascade-bench");
      try {
        LabelledTexts texts = LabelledTexts.holdOut(all, seed);
        trials.add(CascadeTrial.of(texts, foreign, ACCURACY, seed, folder));
      } finally {
        remove(folder);
      }
      System.out.println(set + " seed " + seed + ": " + trials.getLast());
    }
    rows.add(row(set, trials));
  }

  private static String row(String set, List<CascadeTrial> trials) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f %% | %.1f %% | %.2f %% | %.2f %% | %.1f %% | %.2f %% | %.2f %% | %.1f %% |",
        set,
        trials.size(),
        mean(trials, t -> (double) t.own() / t.texts()),
        mean(trials, t -> t.reach() instanceof Reach.Demonstrated sure ? sure.share() : 0),
        mean(trials, t -> (double) t.right() / t.texts()),
        mean(trials, t -> (double) t.modelRight() / t.texts()),
        100 * CascadeTrial.PRECISION,
        mean(trials, t -> (double) t.ownRight() / Math.max(1, t.own())),
        mean(trials, t -> (double) t.modelRightThere() / Math.max(1, t.own())),
        mean(trials, t -> (double) t.foreignOwn() / Math.max(1, t.foreign())));
  }

  private static double mean(List<CascadeTrial> trials, ToDoubleFunction<CascadeTrial> share) {
    return 100 * trials.stream().mapToDouble(share).average().orElse(0);
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
