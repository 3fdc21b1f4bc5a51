package pl.automateforge.agent.decision.cascade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import pl.automateforge.agent.decision.cascade.CascadeTrial.Setting;
import pl.automateforge.agent.decision.local.LabelledTexts;
import pl.automateforge.agent.decision.local.Reach;
import pl.automateforge.agent.spec.Example;

/**
 * Measures how many calls a cascade saves before a model that is right 92 % of the time, and what
 * becomes of the accuracy. Each seed holds out other texts and makes the model err on others.
 * Prints a Markdown table.
 */
public final class CascadeBench {
  private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("as a spec has it", Setting.USUAL);
    SETTINGS.put("model errs 4 times as often where local does", new Setting(0.92, 4, 0.95, 0.7));
    SETTINGS.put("precision 0.98, no least confidence", new Setting(0.92, 1, 0.98, 0));
    SETTINGS.put("precision 0.95, no least confidence", new Setting(0.92, 1, 0.95, 0));
    SETTINGS.put("precision 0.92, no least confidence", new Setting(0.92, 1, 0.92, 0));
  }

  private CascadeBench() {}

  /** Prints the table; an argument is the number of seeds. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seeds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    System.out.println(
        "| set | setting | seeds | fewer calls | estimated before | cascade right | model alone"
            + " right | local part: claimed | in truth | model there | texts of no category decided"
            + " locally |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    measure("banking77", all("banking77/train.csv"), List.of(), seeds);
    List<Example> foreign = new ArrayList<>(all("clinc150/oos_train.csv"));
    foreign.addAll(all("clinc150/oos_val.csv"));
    List<Example> clinc = new ArrayList<>(all("clinc150/train.csv"));
    clinc.addAll(all("clinc150/val.csv"));
    measure("clinc150", clinc, foreign, seeds);
  }

  private static List<Example> all(String path) {
    return LabelledTexts.file(path).orElse(List.of());
  }

  private static void measure(String set, List<Example> all, List<Example> foreign, int seeds)
      throws IOException, InterruptedException {
    if (all.isEmpty()) {
      System.out.println("| " + set + " | absent |");
      return;
    }
    Map<String, List<CascadeTrial>> trials = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Path folder = Files.createTempDirectory("cascade-bench");
      try {
        LabelledTexts texts = LabelledTexts.holdOut(all, seed);
        for (Map.Entry<String, Setting> setting : SETTINGS.entrySet()) {
          trials
              .computeIfAbsent(setting.getKey(), name -> new ArrayList<>())
              .add(CascadeTrial.of(texts, foreign, setting.getValue(), seed, folder));
        }
      } finally {
        remove(folder);
      }
    }
    trials.forEach((name, of) -> print(set, name, of));
  }

  private static void print(String set, String name, List<CascadeTrial> trials) {
    boolean strangers = trials.stream().anyMatch(t -> t.foreign() > 0);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.1f %% | %.1f %% | %.2f %% | %.2f %% | %.1f %% | %.2f %% | %.2f %% | %s |%n",
        set,
        name,
        trials.size(),
        mean(trials, t -> (double) t.own() / t.texts()),
        mean(trials, t -> t.reach() instanceof Reach.Demonstrated sure ? sure.share() : 0),
        mean(trials, t -> (double) t.right() / t.texts()),
        mean(trials, t -> (double) t.modelRight() / t.texts()),
        100 * SETTINGS.getOrDefault(name, Setting.USUAL).precision(),
        mean(trials, t -> (double) t.ownRight() / Math.max(1, t.own())),
        mean(trials, t -> (double) t.modelRightThere() / Math.max(1, t.own())),
        strangers
            ? String.format(
                Locale.ROOT, "%.1f %%", mean(trials, t -> (double) t.foreignOwn() / t.foreign()))
            : "-");
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
