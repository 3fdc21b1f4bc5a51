package pl.automateforge.agent.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found in a text, and which of it stands where findings overlap. For one thread. */
final class Spans {
  /**
   * A place in the original text.
   *
   * @param kind null: no personal data, but what could pass for a token
   */
  record Span(int from, int to, @Nullable PersonalData kind) {
    int length() {
      return to - from;
    }

    private int before(Span other) {
      if (kind == null || other.kind == null) {
        return kind == null ? other.kind == null ? 0 : -1 : 1;
      }
      return kind.compareTo(other.kind);
    }
  }

  private final List<Span> found = new ArrayList<>();
  private boolean sorted = true;

  void add(int from, int to, @Nullable PersonalData kind) {
    sorted &= found.isEmpty() || found.getLast().to() <= from;
    found.add(new Span(from, to, kind));
  }

  /** A finding in what the finders saw. */
  void add(Folded text, int start, int end, @Nullable PersonalData kind) {
    if (end > start) {
      add(text.from(start), text.to(end - 1), kind);
    }
  }

  /**
   * The findings from the left to the right, none over another. The longest wins, then the kind
   * that comes first; what another one covers beyond it is a finding of its own, so that nothing
   * that was found stays to be read.
   */
  List<Span> resolved() {
    if (sorted) {
      return found;
    }
    List<Span> byLength = new ArrayList<>(found);
    byLength.sort(Comparator.comparingInt(Span::length).reversed().thenComparing(Span::before));
    var covered = new BitSet();
    List<Span> kept = new ArrayList<>();
    for (Span span : byLength) {
      int from = covered.nextClearBit(span.from());
      while (from < span.to()) {
        int next = covered.nextSetBit(from);
        int to = next < 0 ? span.to() : Math.min(next, span.to());
        kept.add(new Span(from, to, span.kind()));
        from = covered.nextClearBit(to);
      }
      covered.set(span.from(), span.to());
    }
    kept.sort(Comparator.comparingInt(Span::from));
    return kept;
  }
}
