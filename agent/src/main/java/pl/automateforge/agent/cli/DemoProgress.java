package pl.automateforge.agent.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.run.RunObserver;

/**
 * Says how far the demo is: a bar that grows where a person looks on, else a line once in a while.
 * Safe for all threads.
 */
final class DemoProgress implements RunObserver {
  private static final int STEP = 50;
  private static final int LIVE_STEP = 10;
  private static final int BAR = 32;

  private final Console console;
  private final Phrases phrases;
  private final boolean terminal;
  private boolean listening;
  private long taken;
  private long left;
  private long came;

  /**
   * @param terminal whether lines may be written over
   */
  DemoProgress(Console console, Phrases phrases, boolean terminal) {
    this.console = console;
    this.phrases = phrases;
    this.terminal = terminal;
  }

  /** Whether a person looks on: nothing is redirected. */
  @SuppressWarnings("SystemConsoleNull") // a runtime image without jdk.internal.le answers null
  static boolean personLooksOn() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
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
    if (!listening) {
      taken = items;
    }
  }

  @Override
  public synchronized void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {
    left++;
    if (listening) {
      live(left % LIVE_STEP == 0);
    } else {
      show("work", left % STEP == 0 || left == taken);
    }
  }

  @Override
  public synchronized void runEnded(long run, RunState state, RunSums sums, long backlog) {
    if (!listening) {
      endOfLine();
    }
  }

  /** From here on so many mails come one by one. */
  synchronized void listens(int mails) {
    say("listens", mails);
    listening = true;
    taken = mails;
    left = 0;
  }

  /** So many of them came by now. */
  synchronized void came(int mails) {
    came = mails;
    live(false);
  }

  /** All of them were dealt with. */
  synchronized void listened() {
    endOfLine();
  }

  private void live(boolean line) {
    show("live.work", line);
  }

  private void show(String phrase, boolean line) {
    String words =
        listening ? phrases.of(phrase, came, left, taken) : phrases.of(phrase, left, taken);
    if (terminal) {
      console.err().print("\r  " + bar() + "  " + words);
      console.err().flush();
    } else if (line) {
      console.say("  " + words);
    }
  }

  private void endOfLine() {
    if (terminal) {
      console.say("");
    }
  }

  private String bar() {
    int full = taken == 0 ? BAR : (int) Math.min(BAR, BAR * left / taken);
    return String.format(Locale.ROOT, "%s%s", "█".repeat(full), "░".repeat(BAR - full));
  }
}
