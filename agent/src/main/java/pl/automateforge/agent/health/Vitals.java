package pl.automateforge.agent.health;

import java.time.Instant;
import java.util.List;

/** What a running agent says about itself when asked. Called from many threads; answers at once. */
public interface Vitals {

  /** Who runs here. */
  Identity identity();

  /**
   * Why the agent cannot do its work now, each reason a sentence without personal data; empty where
   * the run loop is alive and the last check and run are not broken.
   */
  List<String> notReady();

  /**
   * Who runs.
   *
   * @param version the hash of the spec's version
   * @param mode {@code observe} or {@code production}
   * @param since when the process began to serve
   */
  record Identity(String agent, String version, String mode, Instant since) {}
}
