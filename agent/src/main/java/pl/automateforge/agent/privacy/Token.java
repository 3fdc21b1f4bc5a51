package pl.automateforge.agent.privacy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The form of a token: {@code ⟦PESEL·k7f2xq·1⟧}. */
final class Token {
  static final char OPEN = '⟦';
  static final char CLOSE = '⟧';
  static final char DOT = '·';

  /** The label of what is no value of a person but could pass for a token. */
  static final String TEXT = "TEXT";

  /** Longer than any token. */
  static final int LONGEST = 40;

  static final int NONCE_LENGTH = 6;

  static final List<String> LABELS =
      Stream.concat(Stream.of(PersonalData.values()).map(PersonalData::label), Stream.of(TEXT))
          .toList();

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
  private static final String DIGITS = "23456789";

  private Token() {}

  static String label(@Nullable PersonalData kind) {
    return kind == null ? TEXT : kind.label();
  }

  static String of(String label, String nonce, int number) {
    return OPEN + label + DOT + nonce + DOT + number + CLOSE;
  }

  /**
   * A nonce that does not stand in a text: letters and digits that nobody confuses, both of them.
   */
  static String nonce(RandomGenerator random, Folded text) {
    String nonce;
    do {
      var drawn = new StringBuilder(NONCE_LENGTH);
      String all = LETTERS + DIGITS;
      for (int i = 0; i < NONCE_LENGTH - 2; i++) {
        drawn.append(all.charAt(random.nextInt(all.length())));
      }
      drawn.insert(
          random.nextInt(drawn.length() + 1), LETTERS.charAt(random.nextInt(LETTERS.length())));
      drawn.insert(
          random.nextInt(drawn.length() + 1), DIGITS.charAt(random.nextInt(DIGITS.length())));
      nonce = drawn.toString();
    } while (TokenPieces.holds(text, nonce));
    return nonce;
  }

  /** Whether a text has the form of a token. */
  static boolean isOne(String text) {
    return text.length() > NONCE_LENGTH + 5
        && text.length() <= LONGEST
        && text.charAt(0) == OPEN
        && text.charAt(text.length() - 1) == CLOSE
        && LABELS.stream().anyMatch(label -> text.startsWith(label + DOT, 1))
        && text.charAt(text.indexOf(DOT) + NONCE_LENGTH + 1) == DOT;
  }

  /** The nonce of a token. */
  static String nonceOf(String token) {
    int dot = token.indexOf(DOT);
    return token.substring(dot + 1, dot + 1 + NONCE_LENGTH);
  }
}
