package pl.automateforge.agent.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import pl.automateforge.agent.privacy.Oracle;

/**
 * Something of a person's that must not be seen where it does not belong.
 *
 * @param word what people call it
 * @param value letters and digits alone; of an address the whole
 * @param inline as it stands in a line
 * @param wrapped as it stands in a text, where a line may end within it
 */
public record Canary(String word, String value, String inline, String wrapped) {
  private static final int EACH = 7;

  /** Fifty of the kinds that are redacted unless the spec says otherwise, in several forms. */
  public static List<Canary> fifty() {
    Oracle oracle = new Oracle(20261123);
    List<Canary> all = new ArrayList<>();
    for (int i = 0; i <= EACH; i++) {
      all.add(number("PESEL", oracle.pesel(), i, 6, 5));
    }
    for (int i = 0; i < EACH; i++) {
      all.add(number("NIP", oracle.nip(), i, 3, 3, 2, 2));
      all.add(
          i % 3 == 2
              ? number("REGON", oracle.longRegon(), i, 9, 5)
              : number("REGON", oracle.regon(), i, 3, 3, 3));
      all.add(
          i % 3 == 2
              ? number("konto", oracle.account(), i, 2, 4, 4, 4, 4, 4, 4)
              : number("IBAN", oracle.iban(), i, 4, 4, 4, 4, 4, 4, 4, 4));
      all.add(card(oracle.idCard(), i));
      all.add(phone(oracle.phone(), i));
      all.add(address("wrona", oracle.random(), i));
    }
    return List.copyOf(all);
  }

  /** An address that belongs to nobody else. */
  static Canary address(String begin, Random random, int number) {
    Supplier<Character> letter = () -> (char) ('a' + random.nextInt(26));
    String local = begin + '.' + letter.get() + letter.get() + letter.get() + letter.get() + number;
    String host = number % 2 == 0 ? "klient.example" : "poczta.firma.example";
    String address = local + '@' + host;
    String written = number % 3 == 1 ? address.toUpperCase(Locale.ROOT) : address;
    return new Canary("e-mail", address, written, written);
  }

  private static Canary number(String word, String value, int form, int... groups) {
    String spaced = grouped(value, " ", groups);
    return switch (form) {
      case 0 -> new Canary(word, value, value, value);
      case 1 -> new Canary(word, value, spaced, spaced);
      case 2 -> new Canary(word, value, grouped(value, "-", groups), grouped(value, "-", groups));
      case 3 -> new Canary(word, value, grouped(value, "\u00a0", groups), value);
      case 4 -> new Canary(word, value, spaced, value.substring(0, 6) + "\n" + value.substring(6));
      case 5 -> new Canary(word, value, value, wide(value));
      case 6 -> new Canary(word, value, spaced, grouped(value, "\u200b", groups));
      default -> new Canary(word, value, grouped(value, "\u2009", groups), spaced);
    };
  }

  private static Canary card(String value, int form) {
    String separator = List.of("", " ", "-").get(form % 3);
    String written = value.substring(0, 3) + separator + value.substring(3);
    return new Canary("dowód", value, written, written);
  }

  private static Canary phone(String value, int form) {
    String spaced = grouped(value, " ", 3, 3, 3);
    String written =
        switch (form) {
          case 0 -> "+48 " + spaced;
          case 1 -> grouped(value, "-", 3, 3, 3);
          case 2 -> "0048" + value;
          case 3 -> "(+48) " + spaced;
          case 4 -> "+48" + value;
          case 5 -> spaced;
          default -> value;
        };
    return new Canary("tel.", value, written, written);
  }

  private static String wide(String value) {
    StringBuilder wide = new StringBuilder();
    value.chars().forEach(c -> wide.append((char) (Character.isDigit(c) ? c - '0' + 0xFF10 : c)));
    return wide.toString();
  }

  private static String grouped(String value, String separator, int... lengths) {
    List<String> groups = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      int end = Math.min(value.length(), at + length);
      if (end > at) {
        groups.add(value.substring(at, end));
      }
      at = end;
    }
    if (at < value.length()) {
      groups.add(value.substring(at));
    }
    return String.join(separator, groups);
  }
}
