import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.Hashes;

/** The journal alone: 200 virtual threads, each item in three durable transactions with its texts. */
final class JournalBench {
  private static final int THREADS = 200;
  private static final int ITEMS = Integer.getInteger("items", 30_000);
  private static final String VERSION = "5".repeat(64);
  private static final String TEXT = "Proszę o przesłanie duplikatu faktury za ubiegły miesiąc. ".repeat(18);

  private JournalBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
    Path state = Files.createTempDirectory("autoforge-bench-journal");
    try (SqliteJournal journal = SqliteJournal.open(state, "bench", Clock.systemUTC())) {
      measure(journal, 0, ITEMS / 3);
      System.err.println("  warm");
      double[] seconds = measure(journal, ITEMS / 3, ITEMS / 3 + ITEMS);
      double each = seconds[1] * 1_000 / ITEMS;
      result("items/s", "%.0f", ITEMS / seconds[0], "-", "-");
      result("durable transactions/s", "%.0f", 3 * ITEMS / seconds[0], "-", "-");
      result("CPU an item, threads and kernel included", "%.3f ms", each, "-", "-");
      result("bytes on disk an item", "%.0f", (double) size(state) / (ITEMS + ITEMS / 3), "-", "-");
    } finally {
      try (Stream<Path> files = Files.walk(state)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Wall and CPU seconds that these items take. */
  private static double[] measure(Journal journal, int from, int to)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long cpu = cpu();
    Semaphore places = new Semaphore(THREADS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> items =
          IntStream.range(from, to).mapToObj(i -> threads.submit(() -> item(journal, places, i))).toList();
      for (Future<?> item : items) {
        item.get();
      }
    }
    return new double[] {(System.nanoTime() - began) / 1e9, (cpu() - cpu) / 1e9};
  }

  private static void item(Journal journal, Semaphore places, int number) {
    places.acquireUninterruptibly();
    try {
      String content = Hashes.sha256("content " + number);
      ItemIdentity identity = new ItemIdentity("folder", number + ".eml", content);
      String item = identity.id("bench");
      String effect = Hashes.sha256("effect " + number);
      journal.commit(new Entry.Received(item, 1, identity, 2_000));
      journal.commit(List.of(decided(item), intent(item, effect)));
      journal.commit(
          List.of(new Entry.Done(effect, item, "200"), new Entry.Completed(item, Outcome.DONE, "")));
    } finally {
      places.release();
    }
  }

  private static Entry decided(String item) {
    return new Entry.Decided(
        item, "invoice", null, 0.93, false, "anthropic:sonnet", "prompt 1, schema 1", Basis.ANSWER, VERSION, 2,
        List.of("act"), Usage.NONE, "PL",
        new ItemTexts("klient@sender.example", "Faktura", "An invoice is asked for.", Map.of("summary", "duplikat"), TEXT));
  }

  private static Entry intent(String item, String effect) {
    return new Entry.Intent(effect, item, "act", EffectClass.C, Mode.PRODUCTION, VERSION, 1);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long size(Path state) throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      long size = 0;
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }

  private static void result(String what, String format, double value, String aim, String met) {
    System.out.println(what + "\t" + String.format(Locale.ROOT, format, value) + "\t" + aim + "\t" + met);
  }
}
