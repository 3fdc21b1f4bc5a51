package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.content.Content.Attachment;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** What was found in a message so far, bounded. For one reading by one thread. */
final class Draft {
  private final Budget budget;
  private final List<Part> parts = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final StringBuilder hidden = new StringBuilder();
  private int left;
  private int quoting;

  Draft(Budget budget) {
    this.budget = budget;
    this.left = budget.limits().textCharacters();
  }

  void add(Words words) {
    for (Part part : words.parts()) {
      add(quoting > 0 ? Kind.QUOTED : part.kind(), part.text());
    }
    addHidden(words.hidden());
  }

  void add(Kind kind, String text) {
    if (text.length() > left) {
      budget.cut(
          "more than "
              + budget.limits().textCharacters()
              + " characters of text; the rest is left out");
    }
    String kept = Ascii.cut(text, left);
    left -= kept.length();
    if (kept.isBlank()) {
      return;
    }
    int last = parts.size() - 1;
    if (last >= 0 && parts.get(last).kind() == kind) {
      parts.set(last, new Part(kind, parts.get(last).text() + "\n\n" + kept));
    } else {
      parts.add(new Part(kind, kept));
    }
  }

  private void addHidden(String text) {
    int room = budget.limits().textCharacters() / 4 - hidden.length();
    if (!text.isEmpty() && room > 0) {
      hidden.append(hidden.isEmpty() ? "" : "\n").append(Ascii.cut(text, room));
    }
  }

  private boolean has(Kind kind) {
    return parts.stream().anyMatch(part -> part.kind() == kind);
  }

  void attach(String name, String type, long size) {
    attachments.add(new Attachment(name, Clean.line(type, 100), size));
  }

  /** What comes between these two calls is somebody else's. */
  void beginQuote() {
    quoting++;
  }

  void endQuote() {
    quoting--;
  }

  boolean hasText() {
    return !parts.isEmpty();
  }

  boolean isFull() {
    return left <= 0;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /**
   * All parts. A message in which nobody wrote anything is its quotation: it was forwarded without
   * a word.
   */
  List<Part> parts() {
    boolean written = has(Kind.BODY);
    Kind body = written || !has(Kind.QUOTED) ? Kind.SIGNATURE : Kind.QUOTED;
    List<Part> all = new ArrayList<>();
    for (Part part : parts) {
      boolean isBody = !written && part.kind() == body;
      all.add(isBody ? new Part(Kind.BODY, part.text()) : part);
    }
    if (!written && body == Kind.QUOTED) {
      budget.note("nothing but quoted text; it is read as the body");
    }
    if (!hidden.isEmpty()) {
      all.add(new Part(Kind.HIDDEN, hidden.toString()));
    }
    return all;
  }
}
