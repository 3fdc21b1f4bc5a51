package pl.automateforge.agent.action.file;

import java.util.concurrent.CompletableFuture;

/** A line on its way into the file. */
final class Line {
  private final String effect;
  private final byte[] json;
  private final boolean lookFirst;
  private final CompletableFuture<Fate> fate = new CompletableFuture<>();

  /**
   * @param json without line break; not copied
   * @param lookFirst whether it may stand in the file already
   */
  Line(String effect, byte[] json, boolean lookFirst) {
    this.effect = effect;
    this.json = json;
    this.lookFirst = lookFirst;
  }

  String effect() {
    return effect;
  }

  byte[] json() {
    return json;
  }

  boolean lookFirst() {
    return lookFirst;
  }

  /** Comes when the line is on the disk, or certainly will not be. */
  CompletableFuture<Fate> fate() {
    return fate;
  }

  /** What became of it. */
  enum Fate {
    WRITTEN,
    ALREADY_THERE
  }
}
