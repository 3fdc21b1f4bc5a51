package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.journal.SqliteView;

/**
 * Real processes that halt at each point in each class, some of them again while they recover;
 * another process goes on. Whether anything was lost or doubled is counted in the target's files.
 */
@Tag("slow")
@Timeout(600)
class ChildCrashTests {
  private static final int MESSAGES = 3;

  @TempDir private Path temp;

  /** One agent's way: halted at a point, perhaps at a second one, then left to another process. */
  private record Way(Path folder, EffectClass effectClass, List<Point> cuts) {
    String action() {
      return effectClass.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return "class " + effectClass + " cut at " + cuts;
    }
  }

  @Test
  void losesAndDoublesNothingWhenProcessesHalt() throws Exception {
    List<Way> ways = ways();
    AtomicInteger halted = new AtomicInteger();
    // As many at once as the machine has processors.
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> all = new ArrayList<>();
      for (Way way : ways) {
        all.add(
            pool.submit(() -> {
              halted.addAndGet(halt(way));
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(halted).hasValueGreaterThanOrEqualTo(40);

    Process recovering = CrashChild.recovering(ways.stream().map(Way::folder).toList());
    assertThat(end(recovering)).isZero();

    List<String> faults = new ArrayList<>();
    ways.forEach(way -> judge(way, faults));
    assertThat(faults).isEmpty();
  }

  private List<Way> ways() throws IOException {
    List<Way> ways = new ArrayList<>();
    for (EffectClass effectClass : EffectClass.values()) {
      for (Point point : Point.values()) {
        ways.add(way(ways.size(), effectClass, List.of(point)));
      }
      ways.add(way(ways.size(), effectClass, List.of(Point.BEFORE_INTENT, Point.AFTER_SEND)));
      ways.add(way(ways.size(), effectClass, List.of(Point.AFTER_RECEIVED, Point.BEFORE_DONE)));
    }
    return ways;
  }

  private Way way(int number, EffectClass effectClass, List<Point> cuts) throws IOException {
    Path folder = temp.resolve("way-" + number);
    Path mails = Files.createDirectories(folder.resolve("mails"));
    for (int i = 0; i < MESSAGES; i++) {
      String text = effectClass.name().toLowerCase(Locale.ROOT) + " message " + i;
      Files.writeString(mails.resolve(i + ".eml"), text);
    }
    return new Way(folder, effectClass, cuts);
  }

  /** How many processes halted. */
  private static int halt(Way way) throws IOException, InterruptedException {
    int life = 0;
    for (Point point : way.cuts()) {
      boolean once = point == Point.BEFORE_RECEIVED || point == Point.AFTER_RECEIVED;
      int nth = once || life > 0 ? 1 : 1 + point.name().length() % MESSAGES;
      int code = end(CrashChild.halting(way.folder(), life, point, nth));
      assertThat(code).as("%s: it reaches %s", way, point).isEqualTo(CrashChild.HALTED);
      assertThat(way.folder().resolve("state").resolve(SqliteJournal.FILE)).exists();
      life++;
    }
    return life;
  }

  private static int end(Process process) throws InterruptedException {
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  private static void judge(Way way, List<String> faults) {
    Map<String, Integer> arrived = FileTarget.counts(way.folder(), way.action());
    boolean doubt =
        way.effectClass() == EffectClass.D
            && way.cuts().stream().anyMatch(Point::leavesClassDInDoubt);
    // Cut before the send, an effect in doubt did not happen; cut after it, it did.
    boolean unsent = doubt && way.cuts().contains(Point.AFTER_INTENT);
    int expected = unsent ? MESSAGES - 1 : MESSAGES;
    if (arrived.size() != expected) {
      faults.add(way + ": " + arrived.size() + " of " + MESSAGES + " effects at the target");
    }
    arrived.forEach((effect, count) -> {
      if (count != 1) {
        faults.add(way + ": " + effect + " arrived " + count + " times");
      }
    });
    try (JournalView view = SqliteView.open(way.folder().resolve("state"))) {
      int ambiguous = view.ambiguous().size();
      if (ambiguous != (doubt ? 1 : 0)) {
        faults.add(way + ": " + ambiguous + " effects are put before a person");
      }
      view.firstBrokenLink().ifPresent(seq -> faults.add(way + ": the chain breaks at " + seq));
    }
  }
}
