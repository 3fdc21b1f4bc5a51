package pl.automateforge.agent.decision.cascade;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * @param foreignOwn of texts of no category, answered by the local model
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
  /** As a spec has it where it says nothing. */
  static final double PRECISION = 0.95;

  private static final double BELOW = 0.7;

  static CascadeTrial of(
      LabelledTexts texts, List<Example> foreign, double accuracy, long seed, Path folder)
      throws InterruptedException {
    Map<String, String> truth = new HashMap<>();
    texts.examination().forEach(e -> truth.put(e.text(), e.label()));
    Set<String> labels = new TreeSet<>();
    texts.training().forEach(e -> labels.add(e.label()));
    RightMostly model = new RightMostly(truth, accuracy, seed);
    LocalDecider local = new LocalDecider(texts.training(), labels, folder, 1);
    try (CascadeDecider cascade = new CascadeDecider(local, model, PRECISION, BELOW, labels)) {
      cascade.prepare();
      Tally tally = new Tally();
      for (Example text : texts.examination()) {
        tally.add(text, decide(cascade, text.text()), model.answer(text.text()), truth);
      }
      int foreignOwn = 0;
      for (Example text : foreign) {
        foreignOwn += decide(cascade, text.text()).by().startsWith("local:") ? 1 : 0;
      }
      return new CascadeTrial(
          local.reach(PRECISION, BELOW, labels),
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

  private static Decision.Delegated decide(CascadeDecider cascade, String text)
      throws InterruptedException {
    return (Decision.Delegated) cascade.decide(Content.ofText(text, TextLanguage.EN));
  }

  private static final class Tally {
    private int own;
    private int ownRight;
    private int modelRightThere;
    private int right;
    private int modelRight;

    void add(Example text, Decision.Delegated delegated, String model, Map<String, String> truth) {
      String wanted = truth.getOrDefault(text.text(), text.label());
      boolean hit = ((Decision.Answer) delegated.decision()).category().equals(wanted);
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
