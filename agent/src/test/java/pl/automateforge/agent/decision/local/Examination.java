package pl.automateforge.agent.decision.local;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import pl.automateforge.agent.spec.Example;

/**
 * How a model did on texts it had not seen.
 *
 * @param accuracy share of right answers
 * @param error expected calibration error in ten bins
 * @param meanConfidence of all answers
 * @param microseconds of processor time an answer takes, warm
 */
record Examination(double accuracy, double error, double meanConfidence, double microseconds) {
  private static final int BINS = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static Examination of(LocalModel model, List<Example> texts) {
    texts.stream().limit(2_000).forEach(t -> model.judge(t.text()));
    double[] hits = new double[BINS];
    double[] sums = new double[BINS];
    int right = 0;
    long begin = THREADS.getCurrentThreadCpuTime();
    for (Example text : texts) {
      LocalModel.Judgement judgement = model.judge(text.text());
      int bin = Math.min(BINS - 1, (int) (judgement.confidence() * BINS));
      boolean hit = judgement.label().equals(text.label());
      right += hit ? 1 : 0;
      hits[bin] += hit ? 1 : 0;
      sums[bin] += judgement.confidence();
    }
    double nanos = THREADS.getCurrentThreadCpuTime() - begin;
    double error = 0;
    double confidence = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(hits[bin] - sums[bin]);
      confidence += sums[bin];
    }
    int n = texts.size();
    return new Examination((double) right / n, error / n, confidence / n, nanos / n / 1_000);
  }
}
