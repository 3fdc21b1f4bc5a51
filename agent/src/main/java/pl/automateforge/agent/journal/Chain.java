package pl.automateforge.agent.journal;

import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Hashes;

/** The rule of the hash chain, for writing and for verifying. */
final class Chain {
  /** What the first fact follows. */
  static final String GENESIS = "0".repeat(64);

  private Chain() {}

  static String link(
      String previous,
      long seq,
      long at,
      String type,
      @Nullable String item,
      @Nullable String effect,
      @Nullable Long run,
      String body) {
    return Hashes.sha256(
        previous,
        Long.toString(seq),
        Long.toString(at),
        type,
        item == null ? "" : item,
        effect == null ? "" : effect,
        run == null ? "" : Long.toString(run),
        body);
  }
}
