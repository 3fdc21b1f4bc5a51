package pl.automateforge.agent.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.run.RunObserver;

/**
 * Says how far the demo is: a bar that grows where a person looks on, else a line every fifty
 * mails. Safe for all threads.
 */
final class DemoProgress implements RunObserver {
  private static final int STEP = 50;
  private static final int BAR = 32;

  private final Console console;
  private final Phrases phrases;
  private final boolean live;
  private long taken;
  private long left;

  /**
   * @param live whether lines may be written over
   */
  DemoProgress(Console console, Phrases phrases, boolean live) {
    this.console = console;
    this.phrases = phrases;
    this.live = live;
  }

  /** Whether a person looks on: nothing is redirected. */
  @SuppressWarnings("SystemConsoleNull") // a runtime image without jdk.internal.le answers null
  static boolean personLooksOn() {
    java.io.Console terminal = System.console();
    return terminal != null && terminal.isTerminal();
  }

  /** One step before the work. */
  void say(String phrase, Object... values) {
    console.say("  " + phrases.of(phrase, values));
  }

  /** A decimal number as the person reads it. */
  String figure(String number) {
    return phrases.figure(number);
  }

  @Override
  public synchronized void runBegan(long run, long items) {
    taken = items;
  }

  @Override
  public synchronized void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {
    left++;
    String words = phrases.of("work", left, taken);
    if (live) {
      console.err().print("\r  " + bar() + "  " + words);
      console.err().flush();
    } else if (left % STEP == 0) {
      console.say("  " + words);
    }
  }

  private String bar() {
    int full = taken == 0 ? BAR : (int) Math.min(BAR, BAR * left / taken);
    return String.format(Locale.ROOT, "%s%s", "█".repeat(full), "░".repeat(BAR - full));
  }

  @Override
  public synchronized void runEnded(long run, RunState state, RunSums sums, long backlog) {
    if (live) {
      console.say("");
    }
  }
}
