package pl.automateforge.agent.privacy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.privacy.Spans.Span;

/** Replaces what tells of people in the texts of one item. For one thread. */
public final class Redacting {
  private final Redactor redactor;
  private final People people = new People();
  private final Map<String, String> originals = new LinkedHashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private @Nullable String nonce;

  Redacting(Redactor redactor) {
    this.redactor = redactor;
  }

  /**
   * The text with tokens for values. What could pass for a token in it is replaced as well, so that
   * every token of the result is this item's own; {@link Tokens#restore} of the result is the text.
   */
  public String redact(String text) {
    Folded folded = Folded.of(text);
    var spans = new Spans();
    redactor.finders().find(text, folded, people, spans);
    TokenPieces.find(folded, nonce(folded), spans);
    return Replacing.in(text, spans, this::token);
  }

  /**
   * A whole message with tokens for values. The address of the sender is one token; a Message-ID
   * that holds an address is left out.
   */
  public Content redact(Content content) {
    return new RedactedContent(this).of(content);
  }

  /** The tokens that were given out so far, and what they stand for. */
  public Tokens tokens() {
    return new Tokens(originals);
  }

  /** How often each kind was replaced, by its {@link PersonalData#word}; each value once. */
  public Map<PersonalData, Integer> counts() {
    Map<PersonalData, Integer> found = new java.util.EnumMap<>(PersonalData.class);
    for (PersonalData kind : PersonalData.values()) {
      int count = counts.getOrDefault(kind.label(), 0);
      if (count > 0) {
        found.put(kind, count);
      }
    }
    return found;
  }

  boolean replaces(PersonalData kind) {
    return redactor.replaces(kind);
  }

  People people() {
    return people;
  }

  /** One token for a whole text, where the kind is replaced at all. */
  String whole(PersonalData kind, String text) {
    if (text.isEmpty() || !redactor.replaces(kind)) {
      return text;
    }
    nonce(Folded.of(text));
    return token(new Span(0, text.length(), kind), text);
  }

  private String nonce(Folded first) {
    String known = nonce;
    if (known == null) {
      known = Token.nonce(redactor.random(), first);
      nonce = known;
    }
    return known;
  }

  private String token(Span span, String original) {
    String label = Token.label(span.kind());
    return tokens.computeIfAbsent(
        label + Token.DOT + original,
        key -> {
          String token =
              Token.of(
                  label,
                  java.util.Objects.requireNonNull(nonce),
                  counts.merge(label, 1, Integer::sum));
          originals.put(token, original);
          return token;
        });
  }
}
