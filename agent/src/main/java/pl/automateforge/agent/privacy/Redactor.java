package pl.automateforge.agent.privacy;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import pl.automateforge.agent.privacy.Spans.Span;

/** Replaces personal data of chosen kinds by tokens. Safe to use from many threads. */
public final class Redactor {
  private final Set<PersonalData> kinds;
  private final RandomGenerator random;
  private final Finders finders;

  private Redactor(Collection<PersonalData> kinds, RandomGenerator random) {
    this.kinds = EnumSet.noneOf(PersonalData.class);
    this.kinds.addAll(kinds);
    this.random = random;
    this.finders = new Finders(this.kinds);
  }

  /** Replaces these kinds; none of them leaves every text as it is, brackets of tokens aside. */
  public static Redactor of(Collection<PersonalData> kinds) {
    return of(kinds, new SecureRandom());
  }

  /**
   * Replaces these kinds.
   *
   * @param random where the nonces of tokens come from; who can guess it can plant tokens
   */
  public static Redactor of(Collection<PersonalData> kinds, RandomGenerator random) {
    return new Redactor(kinds, random);
  }

  /** Begins one item: its texts share a nonce, and equal values share a token. */
  public Redacting begin() {
    return new Redacting(this);
  }

  /**
   * A text for others to learn from: the kinds alone stand for the values, as in {@code ⟦PESEL⟧},
   * and nothing can be put back.
   */
  public String masked(String text) {
    Folded folded = Folded.of(text);
    var spans = new Spans();
    finders.find(text, folded, new People(), spans);
    TokenPieces.find(folded, "", spans);
    return Replacing.in(text, spans, Redactor::mask);
  }

  private static String mask(Span span, String original) {
    return Token.OPEN + Token.label(span.kind()) + Token.CLOSE;
  }

  boolean replaces(PersonalData kind) {
    return kinds.contains(kind);
  }

  Finders finders() {
    return finders;
  }

  RandomGenerator random() {
    return random;
  }
}
