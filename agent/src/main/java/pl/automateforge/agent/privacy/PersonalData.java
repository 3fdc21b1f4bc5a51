package pl.automateforge.agent.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of personal data that are found, in the order in which they go before each other. */
public enum PersonalData {
  /** An account number: IBAN of every country, and the Polish one of 26 digits without PL. */
  IBAN,
  PESEL,
  NIP,
  REGON,
  PAYMENT_CARD,
  /** The Polish identity card. */
  ID_CARD,
  PASSPORT,
  PHONE,
  EMAIL,
  NAME,
  ADDRESS;

  /** How the kind is written in a spec: {@code id-card}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the kind is written in a token: {@code ID-CARD}. */
  String label() {
    return name().replace('_', '-');
  }

  /** The kind of a word, as {@link #word()} writes it; empty where there is none. */
  public static Optional<PersonalData> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** The kinds that words of a spec name. */
  public static List<PersonalData> of(List<String> words) {
    return words.stream()
        .map(word ->
            of(word)
                .orElseThrow(() ->
                    new IllegalArgumentException("\"" + word + "\" is no kind of personal data")))
        .toList();
  }
}
