package pl.automateforge.agent.decision.local;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pl.automateforge.agent.spec.Example;

/**
 * Measures the local model on the shared data sets and prints a Markdown table for the page of
 * benchmarks. Each argument is a set's folder, or none for all of them.
 */
public final class LocalModelBench {
  private static final long SEED = 1;
  private static final int HOLDOUTS = 5;
  private static final int THREADS = 2;
  private static final List<String> SETS =
      List.of("banking77", "clinc150", "8tags", "wccrs_hotels", "wccrs_medicine", "spamassassin");

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private LocalModelBench() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> sets = arguments.length == 0 ? SETS : List.of(arguments);
    System.out.println(
        "| set | trained on | examined on | accuracy | of single runs | training s (CPU s)"
            + " | ms an item | calibration error | its own estimates | model MB |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (String set : sets) {
      Optional<List<Example>> training = LabelledTexts.file(set + "/train.csv");
      if (training.isPresent()) {
        measure(set, training.get());
      } else {
        System.out.println("| " + set + " | absent |");
      }
    }
  }

  private static void measure(String set, List<Example> training) throws InterruptedException {
    Optional<List<Example>> other =
        LabelledTexts.file(set + "/val.csv").or(() -> LabelledTexts.file(set + "/dev.csv"));
    List<LabelledTexts> splits = new ArrayList<>();
    if (other.isPresent()) {
      splits.add(new LabelledTexts(training, other.get()));
    } else {
      for (int seed = 1; seed <= HOLDOUTS; seed++) {
        splits.add(LabelledTexts.holdOut(training, seed));
      }
    }
    List<Run> runs = new ArrayList<>();
    for (LabelledTexts split : splits) {
      runs.add(Run.of(split));
    }
    print(set, splits.getFirst(), other.isPresent() ? "val/dev" : "15 % held out", runs);
    LabelledTexts.file(set + "/oos_val.csv")
        .ifPresent(foreign -> printForeign(set, runs.getFirst().model, splits, foreign));
  }

  private static void printForeign(
      String set, LocalModel model, List<LabelledTexts> splits, List<Example> foreign) {
    System.out.printf(
        Locale.ROOT,
        "| %s, below 0.70 | | | %.1f %% of texts of no category, %.1f %% of the others |%n",
        set,
        100 * unsure(model, foreign),
        100 * unsure(model, splits.getFirst().examination()));
  }

  private static double unsure(LocalModel model, List<Example> texts) {
    return texts.stream().filter(t -> model.judge(t.text()).confidence() < 0.7).count()
        / (double) texts.size();
  }

  private static void print(String set, LabelledTexts split, String how, List<Run> runs) {
    List<String> single =
        runs.stream().map(r -> number("%.2f", 100 * r.examination.accuracy())).toList();
    Run first = runs.getFirst();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %s, %d | %.2f %% | %s | %.1f (%.1f) | %.3f | %.3f | %.1f %%, error %.3f, T %.3f"
            + " | %.1f |%n",
        set,
        split.training().size(),
        how,
        split.examination().size(),
        100 * runs.stream().mapToDouble(r -> r.examination.accuracy()).average().orElse(0),
        String.join(" ", single),
        runs.stream().mapToDouble(Run::seconds).average().orElse(0),
        runs.stream().mapToDouble(Run::processorSeconds).average().orElse(0),
        runs.stream().mapToDouble(r -> r.examination.microseconds()).average().orElse(0) / 1_000,
        runs.stream().mapToDouble(r -> r.examination.error()).average().orElse(0),
        100 * first.model.calibration().accuracy(),
        first.model.calibration().error(),
        first.model.calibration().temperature(),
        first.bytes / 1e6);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private record Run(
      Examination examination,
      LocalModel model,
      double seconds,
      double processorSeconds,
      long bytes) {
    static Run of(LabelledTexts split) throws InterruptedException {
      long begin = System.nanoTime();
      long processor = MACHINE.getProcessCpuTime();
      LocalModel model = new Trainer(TrainingSet.of(split.training()), SEED, THREADS).train();
      double seconds = (System.nanoTime() - begin) / 1e9;
      double processorSeconds = (MACHINE.getProcessCpuTime() - processor) / 1e9;
      return new Run(
          Examination.of(model, split.examination()),
          model,
          seconds,
          processorSeconds,
          LocalModelCodec.encode(model, "bench", "bench").length);
    }
  }
}
