package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one reading may still use, and what was odd about it. For one reading by one thread. */
final class Budget {
  private static final int MAX_NOTES = 30;

  private final ContentLimits limits;
  private final LongSupplier nanoTime;
  private final long start;
  private final List<String> notes = new ArrayList<>();
  private int parts;
  private int headers;
  private int tags;
  private boolean cut;
  private @Nullable String lock;

  Budget(ContentLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.parts = limits.parts();
    this.headers = limits.headers();
    this.tags = limits.htmlTags();
  }

  ContentLimits limits() {
    return limits;
  }

  /** Whether one more part may be read. */
  boolean takePart() {
    if (parts <= 0) {
      cut("more than " + limits.parts() + " parts; the rest is left out");
      return false;
    }
    parts--;
    return true;
  }

  int headersLeft() {
    return headers;
  }

  void takeHeaders(int count, boolean more) {
    headers -= count;
    if (more) {
      cut("more than " + limits.headers() + " header fields; the rest is left out");
    }
  }

  int tagsLeft() {
    return tags;
  }

  void takeTags(int count) {
    tags -= count;
  }

  /** Whether the time is up; says so once. */
  boolean timeIsUp() {
    boolean up = nanoTime.getAsLong() - start > limits.time().toNanos();
    if (up) {
      cut("reading took longer than " + limits.time().toMillis() + " ms; the rest is left out");
    }
    return up;
  }

  void cut(String why) {
    cut = true;
    note(why);
  }

  boolean isCut() {
    return cut;
  }

  /** Notes that a text is there that nobody can read without a key or a special program. */
  void lock(String reason) {
    if (lock == null) {
      lock = reason;
    }
    note("a part is " + reason);
  }

  /** Why a text cannot be read; null where none is locked. */
  @Nullable String lock() {
    return lock;
  }

  void note(String note) {
    if (notes.size() < MAX_NOTES && !notes.contains(note)) {
      notes.add(note);
    }
  }

  List<String> notes() {
    return notes;
  }
}
