package pl.automateforge.agent.decision.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.LoadedSpec;

/**
 * Decides by a model trained on the spec's examples, without a network.
 *
 * <p>Trains at the first use, or when told to {@link #prepare()}, and keeps the model as a file in
 * the state folder; the same examples find it there again. Trains once however many threads ask;
 * judges without locks. Needs no memory beyond its model between calls. The fields of the spec's
 * output stay empty: a classifier writes nothing.
 */
public final class LocalDecider implements Decider {
  /** Of features, solver and calibration: a model of another revision is trained again. */
  static final String REVISION = "local-2";

  private static final long SEED = 20_261_122;
  private static final int MOST_THREADS = 4;
  private static final String CURE =
      "give prompt.examples a text,label file with at least two labels, each of them a category's"
          + " id, and some texts of each";

  private static final Logger log = LoggerFactory.getLogger(LocalDecider.class);

  private final TrainingSet set;
  private final Set<String> categories;
  private final @Nullable String obstacle;
  private final String key;
  private final long seed;
  private final LocalModelStore store;
  private final ReentrantLock training = new ReentrantLock();
  private volatile @Nullable LocalModel model;

  /**
   * A decider with a seed of its own.
   *
   * @param categories the ids that examples may carry as labels
   * @param folder the agent's state folder; made where it is absent
   */
  public LocalDecider(
      List<Example> examples, Collection<String> categories, Path folder, long seed) {
    this.set = TrainingSet.of(examples);
    this.categories = new TreeSet<>(categories);
    this.obstacle = set.obstacle(this.categories).orElse(null);
    this.key = set.key(REVISION, seed);
    this.seed = seed;
    this.store = new LocalModelStore(folder, REVISION);
  }

  /** The decider of a spec with the usual seed. */
  public static LocalDecider of(LoadedSpec spec, Path folder) {
    List<String> ids = spec.spec().categories().stream().map(Category::id).toList();
    return new LocalDecider(spec.examples(), ids, folder, SEED);
  }

  /** Such as {@code local:svc-1f00a2b3}, the digits a hash of examples, pipeline and seed. */
  @Override
  public String name() {
    return "local:svc-" + key.substring(0, 8);
  }

  @Override
  public String revision() {
    return REVISION;
  }

  /** Loads or trains the model unless it is there, or cannot be. */
  @Override
  public void prepare() throws InterruptedException {
    if (obstacle == null) {
      model();
    }
  }

  @Override
  public Decision decide(Content content) throws InterruptedException {
    if (obstacle != null) {
      return new Decision.Stopped("The local model cannot be trained: " + obstacle, CURE);
    }
    LocalModel.Judgement judgement = model().judge(JudgedText.of(content));
    return new Decision.Answer(
        judgement.label(),
        judgement.confidence(),
        judgement.calibrated(),
        reason(judgement.words()),
        Map.of(),
        Decision.Usage.NONE);
  }

  /**
   * From which confidence on this model's answers are right often enough, as far as its
   * cross-validation demonstrates it. Trains where that did not happen yet.
   *
   * @param precision the share of right answers wanted, below 1
   * @param least no smaller confidence is considered
   * @param wanted the categories whose answers count, the others are never given
   * @throws InterruptedException where the thread was interrupted meanwhile
   */
  public Reach reach(double precision, double least, Set<String> wanted)
      throws InterruptedException {
    if (obstacle != null) {
      return new Reach.NotDemonstrated("the local model cannot be trained: " + obstacle);
    }
    LocalModel trained = model();
    boolean[] counts = new boolean[trained.labels().size()];
    for (int label = 0; label < counts.length; label++) {
      counts[label] = trained.isMeasured(label) && wanted.contains(trained.labels().get(label));
    }
    return trained.heldOut().reach(precision, least, counts);
  }

  /** Says what is there; trains nothing. */
  @Override
  public CheckResult check() {
    if (obstacle != null) {
      return new CheckResult.Failed("The local model cannot be trained: " + obstacle + ".", CURE);
    }
    List<String> facts = new ArrayList<>();
    facts.add(set.size() + " examples in " + set.labels().size() + " categories");
    Set<String> silent = new TreeSet<>(categories);
    set.labels().forEach(silent::remove);
    if (!silent.isEmpty()) {
      facts.add("never chosen for want of an example: " + String.join(", ", silent));
    }
    facts.add(state());
    return new CheckResult.Fine(String.join("; ", facts) + ".");
  }

  @Override
  public void close() {}

  private String state() {
    LocalModel present = model;
    if (present == null) {
      return store.holds(key)
          ? "trained, kept in " + store.file(key)
          : "not trained yet, which happens at first use";
    }
    Calibration calibration = present.calibration();
    return calibration.measured()
        ? String.format(
            Locale.ROOT,
            "%.1f %% right on examples held out of training, calibration error %.3f",
            100 * calibration.accuracy(),
            calibration.error())
        : "too few examples to measure how often it is right";
  }

  private LocalModel model() throws InterruptedException {
    LocalModel present = model;
    if (present != null) {
      return present;
    }
    training.lockInterruptibly();
    try {
      LocalModel meanwhile = model;
      if (meanwhile != null) {
        return meanwhile;
      }
      Optional<LocalModel> cached = store.load(key);
      LocalModel made = cached.isPresent() ? cached.get() : train();
      model = made;
      return made;
    } finally {
      training.unlock();
    }
  }

  private LocalModel train() throws InterruptedException {
    long begin = System.nanoTime();
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    LocalModel trained = new Trainer(set, seed, threads).train();
    log.info(
        "Trained {} on {} examples in {} categories in {} ms; {} features, temperature {}",
        name(),
        set.size(),
        set.labels().size(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
        trained.vocabulary().size(),
        String.format(Locale.ROOT, "%.2f", trained.calibration().temperature()));
    store.save(trained, key);
    return trained;
  }

  private static String reason(List<String> words) {
    return "words: " + (words.isEmpty() ? "-" : String.join(", ", words));
  }
}
