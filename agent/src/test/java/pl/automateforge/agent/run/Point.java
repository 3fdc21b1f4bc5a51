package pl.automateforge.agent.run;

import java.util.List;
import pl.automateforge.agent.journal.Entry;

/** Where a life can be cut: around each journal write and each effect of an item's way. */
enum Point {
  BEFORE_RECEIVED,
  AFTER_RECEIVED,
  BEFORE_DECIDED,
  BEFORE_INTENT,
  AFTER_INTENT,
  AFTER_SEND,
  BEFORE_DONE,
  AFTER_COMPLETED;

  /** Whether an effect of class D that was cut here can only be ambiguous. */
  boolean leavesClassDInDoubt() {
    return this == AFTER_INTENT || this == AFTER_SEND || this == BEFORE_DONE;
  }

  boolean before(List<? extends Entry> entries) {
    return switch (this) {
      case BEFORE_RECEIVED -> any(entries, Entry.Received.class);
      case BEFORE_DECIDED -> any(entries, Entry.Decided.class);
      case BEFORE_INTENT -> any(entries, Entry.Intent.class);
      case BEFORE_DONE -> any(entries, Entry.Done.class);
      case AFTER_RECEIVED, AFTER_INTENT, AFTER_SEND, AFTER_COMPLETED -> false;
    };
  }

  boolean after(List<? extends Entry> entries) {
    return switch (this) {
      case AFTER_RECEIVED -> any(entries, Entry.Received.class);
      case AFTER_INTENT -> any(entries, Entry.Intent.class);
      case AFTER_COMPLETED -> any(entries, Entry.Completed.class);
      case BEFORE_RECEIVED, BEFORE_DECIDED, BEFORE_INTENT, BEFORE_DONE, AFTER_SEND -> false;
    };
  }

  private static boolean any(List<? extends Entry> entries, Class<? extends Entry> type) {
    return entries.stream().anyMatch(type::isInstance);
  }
}
