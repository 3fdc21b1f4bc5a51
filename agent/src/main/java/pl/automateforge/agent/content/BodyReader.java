package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pl.automateforge.agent.content.Content.Part.Kind;

/** Walks a message's parts, reads the text ones and lists the others. */
final class BodyReader {
  private static final Set<String> STRIPPED = Set.of("text/enriched", "text/richtext");

  private static final Set<String> FILES =
      Set.of(
          "text/rtf",
          "text/vcard",
          "text/x-vcard",
          "text/directory",
          "text/css",
          "text/javascript",
          "text/x-amp-html",
          "text/watch-html");

  private static final Set<String> REPORTS =
      Set.of(
          "message/delivery-status",
          "message/global-delivery-status",
          "message/disposition-notification",
          "message/feedback-report");

  private final Budget budget;
  private final PartText texts;
  private final Draft draft;

  BodyReader(Budget budget, Draft draft) {
    this.budget = budget;
    this.texts = new PartText(budget);
    this.draft = draft;
  }

  void read(Entity part) {
    if (budget.timeIsUp()) {
      return;
    }
    String type = part.type();
    if (type.startsWith("multipart/")) {
      multipart(part);
    } else if (!part.children().isEmpty()) {
      message(part);
    } else if (isText(part)) {
      draft.add(text(part));
    } else {
      attach(part);
    }
  }

  private void multipart(Entity part) {
    switch (part.type()) {
      case "multipart/alternative" -> alternative(part);
      case "multipart/encrypted" -> {
        budget.lock("encrypted (PGP/MIME)");
        part.children().forEach(this::attach);
      }
      case "multipart/related" -> related(part);
      default -> part.children().forEach(this::read);
    }
    if (part.children().isEmpty() && !part.isBlank()) {
      attach(part);
    }
  }

  /** The first part is the text, and the others are what it shows, unless they hold parts. */
  private void related(Entity part) {
    boolean root = true;
    for (Entity child : part.children()) {
      boolean container = child.type().startsWith("multipart/");
      if (root || container) {
        read(child);
      } else {
        attach(child);
      }
      root = false;
    }
  }

  private void alternative(Entity part) {
    List<Entity> plain = new ArrayList<>();
    List<Entity> html = new ArrayList<>();
    List<Entity> others = new ArrayList<>();
    for (Entity child : part.children()) {
      sort(child, plain, html, others);
    }
    if (plain.isEmpty() && html.isEmpty()) {
      part.children().forEach(this::read);
      return;
    }
    draft.add(Alternatives.choose(join(plain), join(html), budget));
    for (Entity other : others) {
      boolean anotherForm = other.type().startsWith("text/") && other.fileName().isEmpty();
      if (!anotherForm) {
        attach(other);
      }
    }
  }

  private void sort(Entity part, List<Entity> plain, List<Entity> html, List<Entity> others) {
    if (part.type().startsWith("multipart/")) {
      part.children().forEach(child -> sort(child, plain, html, others));
    } else if (isHtml(part) && isText(part)) {
      html.add(part);
    } else if (part.type().equals("text/plain") && isText(part)) {
      plain.add(part);
    } else {
      others.add(part);
    }
  }

  private Words join(List<Entity> parts) {
    if (parts.size() == 1) {
      return text(parts.getFirst());
    }
    List<Content.Part> all = new ArrayList<>();
    var hidden = new StringBuilder();
    for (Entity part : parts) {
      Words words = text(part);
      all.addAll(words.parts());
      hidden.append(words.hidden());
    }
    return new Words(all, hidden.toString());
  }

  /** A message in a message is a file that came along, and somebody else's text. */
  private void message(Entity part) {
    Entity inner = part.children().getFirst();
    Header header = Header.of(inner.headers());
    String name = part.fileName();
    if (name.isEmpty()) {
      name = header.subject().isEmpty() ? "" : header.subject() + ".eml";
    }
    draft.attach(name, part.type(), part.size());
    draft.beginQuote();
    String about =
        (header.sender().display().isEmpty() ? "" : "From: " + header.sender().display() + "\n")
            + (header.subject().isEmpty() ? "" : "Subject: " + header.subject());
    draft.add(Kind.QUOTED, about.strip());
    read(inner);
    draft.endQuote();
  }

  private boolean isText(Entity part) {
    String type = part.type();
    boolean readable = type.startsWith("text/") || isHtml(part) || REPORTS.contains(type);
    if (!readable || FILES.contains(type) || part.disposition().value().equals("attachment")) {
      return false;
    }
    return !draft.hasText() || part.fileName().isEmpty();
  }

  private static boolean isHtml(Entity part) {
    return part.type().equals("text/html") || part.type().equals("application/xhtml+xml");
  }

  private Words text(Entity part) {
    if (draft.isFull()) {
      return Words.NONE;
    }
    if (isHtml(part)) {
      return texts.html(part);
    }
    String type = part.type();
    if (type.equals("text/calendar")) {
      return texts.calendar(part);
    }
    if (STRIPPED.contains(type)) {
      return texts.stripped(part);
    }
    if (!type.equals("text/plain") || !Binary.isBinary(part)) {
      return type.equals("text/rfc822-headers") ? quoted(part) : texts.plain(part);
    }
    budget.note("a text part that holds no text");
    attach(part);
    return Words.NONE;
  }

  private Words quoted(Entity part) {
    Words words = texts.plain(part);
    List<Content.Part> parts = new ArrayList<>();
    words.parts().forEach(text -> parts.add(new Content.Part(Kind.QUOTED, text.text())));
    return new Words(parts, words.hidden());
  }

  private void attach(Entity part) {
    if (part.type().startsWith("multipart/") && !part.children().isEmpty()) {
      part.children().forEach(this::attach);
      return;
    }
    boolean nothing = part.isBlank() && part.fileName().isEmpty();
    if (!nothing) {
      lock(part);
      draft.attach(part.fileName(), part.type(), part.size());
    }
  }

  private void lock(Entity part) {
    switch (part.type()) {
      case "application/pkcs7-mime", "application/x-pkcs7-mime" -> {
        boolean signed = "signed-data".equalsIgnoreCase(part.parameter("smime-type"));
        budget.lock(signed ? "inside an opaque signature (S/MIME)" : "encrypted (S/MIME)");
      }
      case "application/ms-tnef", "application/vnd.ms-tnef" ->
          budget.lock("inside a TNEF container (winmail.dat)");
      case "application/pgp-encrypted" -> budget.lock("encrypted (PGP/MIME)");
      default -> {}
    }
  }
}
