package pl.automateforge.agent.action.file;

import java.util.concurrent.CompletableFuture;

/**
 * A line on its way into the file.
 *
 * @param json without line break
 * @param lookFirst whether it may stand in the file already
 */
record Line(String effect, byte[] json, boolean lookFirst, CompletableFuture<Fate> fate) {

  Line(String effect, byte[] json, boolean lookFirst) {
    this(effect, json, lookFirst, new CompletableFuture<>());
  }

  /** What became of it. */
  enum Fate {
    WRITTEN,
    ALREADY_THERE
  }
}
