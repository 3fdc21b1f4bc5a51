package pl.automateforge.agent.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectRequest;

/** A target that shows late what it took; counts the probes. */
final class SlowlyProbed extends PassingAction {
  private final Duration probeAfter;
  private final AtomicInteger probes;

  SlowlyProbed(Action real, Duration probeAfter, AtomicInteger probes) {
    super(real);
    this.probeAfter = probeAfter;
    this.probes = probes;
  }

  @Override
  public Probe probe(EffectRequest request) throws InterruptedException {
    probes.incrementAndGet();
    return super.probe(request);
  }

  @Override
  public Duration probeAfter() {
    return probeAfter;
  }
}
