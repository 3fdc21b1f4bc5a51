package pl.automateforge.agent.decision.cascade;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.local.LabelledTexts;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.decision.local.Reach;
import pl.automateforge.agent.spec.Example;

/**
 * How a cascade did on texts that were held out of its training, beside its model alone. Counts are
 * of texts.
 *
 * @param reach what the local model claimed before
 * @param own answered by the local model
 * @param ownRight of these right
 * @param modelRightThere of these that the model alone gets right
 * @param right by the cascade
 * @param modelRight by the model alone
 * @param foreign of no category
 * @param foreignOwn of these answered by the local model
 */
record CascadeTrial(
    Reach reach,
    int texts,
    int own,
    int ownRight,
    int modelRightThere,
    int right,
    int modelRight,
    int foreign,
    int foreignOwn) {

  /**
   * What is tried.
   *
   * @param accuracy of the model that stands in
   * @param harder how many times as often it errs on a text that the local model gets wrong
   * @param precision wanted of the local model's own answers
   * @param least confidence of an answer that counts at all
   */
  record Setting(double accuracy, double harder, double precision, double least) {
    /** As in a spec that says nothing of precision and fallback. */
    static final Setting USUAL = new Setting(0.92, 1, 0.95, 0.7);
  }

  static CascadeTrial of(
      LabelledTexts texts, List<Example> foreign, Setting setting, long seed, Path folder)
      throws InterruptedException {
    Map<String, String> truth = new HashMap<>();
    texts.examination().forEach(e -> truth.put(e.text(), e.label()));
    Set<String> labels = new TreeSet<>();
    texts.training().forEach(e -> labels.add(e.label()));
    LocalDecider local = new LocalDecider(texts.training(), labels, folder, 1);
    RightMostly model = new RightMostly(truth, accuracy(setting, local, truth), seed);
    try (CascadeDecider cascade =
        new CascadeDecider(local, model, setting.precision(), setting.least(), labels)) {
      cascade.prepare();
      Tally tally = new Tally();
      for (Example text : texts.examination()) {
        String wanted = truth.getOrDefault(text.text(), text.label());
        tally.add(wanted, decide(cascade, text.text()), model.answer(text.text()));
      }
      int foreignOwn = 0;
      for (Example text : foreign) {
        foreignOwn += decide(cascade, text.text()).by().startsWith("local:") ? 1 : 0;
      }
      return new CascadeTrial(
          local.reach(setting.precision(), setting.least(), labels),
          texts.examination().size(),
          tally.own,
          tally.ownRight,
          tally.modelRightThere,
          tally.right,
          tally.modelRight,
          foreign.size(),
          foreignOwn);
    }
  }

  /** The same over all texts, whatever it is on the hard ones. */
  private static ToDoubleFunction<String> accuracy(
      Setting setting, LocalDecider local, Map<String, String> truth) throws InterruptedException {
    Set<String> hard = new HashSet<>();
    for (Map.Entry<String, String> text : truth.entrySet()) {
      Decision answer = local.decide(Content.ofText(text.getKey(), TextLanguage.EN));
      if (!category(answer).equals(text.getValue())) {
        hard.add(text.getKey());
      }
    }
    double share = (double) hard.size() / truth.size();
    double easy = (1 - setting.accuracy()) / (1 - share + setting.harder() * share);
    return text -> 1 - (hard.contains(text) ? setting.harder() : 1) * easy;
  }

  private static Decision.Delegated decide(CascadeDecider cascade, String text)
      throws InterruptedException {
    return (Decision.Delegated) cascade.decide(Content.ofText(text, TextLanguage.EN));
  }

  private static String category(Decision decision) {
    return ((Decision.Answer) decision).category();
  }

  private static final class Tally {
    private int own;
    private int ownRight;
    private int modelRightThere;
    private int right;
    private int modelRight;

    void add(String wanted, Decision.Delegated delegated, String model) {
      boolean hit = category(delegated.decision()).equals(wanted);
      boolean modelHit = model.equals(wanted);
      right += hit ? 1 : 0;
      modelRight += modelHit ? 1 : 0;
      if (delegated.by().startsWith("local:")) {
        own++;
        ownRight += hit ? 1 : 0;
        modelRightThere += modelHit ? 1 : 0;
      }
    }
  }
}
