package pl.automateforge.agent.privacy;

import java.util.List;

/** Numbers that have a check digit: how long they are, how they are written, what names them. */
enum Numbers {
  ACCOUNT(PersonalData.IBAN, Label.ACCOUNT, 26, 26),
  PESEL(PersonalData.PESEL, Label.PESEL, 11, 11),
  NIP(PersonalData.NIP, Label.NIP, 10, 10),
  REGON(PersonalData.REGON, Label.REGON, 9, 9),
  LONG_REGON(PersonalData.REGON, Label.REGON, 14, 14),
  CARD(PersonalData.PAYMENT_CARD, Label.CARD, 12, 19);

  /** No shorter number is looked at. */
  static final int SHORTEST = 7;

  /** The shortest one with a check digit. */
  static final int SHORTEST_CHECKED = 9;

  private static final List<List<Numbers>> BY_LENGTH =
      java.util.stream.IntStream.range(0, 35)
          .mapToObj(n ->
              java.util.Arrays.stream(values())
                  .filter(number -> n >= number.least && n <= number.most)
                  .toList())
          .toList();

  private final PersonalData kind;
  private final Label label;
  private final int least;
  private final int most;

  Numbers(PersonalData kind, Label label, int least, int most) {
    this.kind = kind;
    this.label = label;
    this.least = least;
    this.most = most;
  }

  /** The numbers that may have so many digits. */
  static List<Numbers> of(int n) {
    return BY_LENGTH.get(n);
  }

  PersonalData kind() {
    return kind;
  }

  Label label() {
    return label;
  }

  boolean isNearly(int n) {
    return n >= least - 1 && n <= most + 1;
  }

  /** Whether the check digit is right. */
  boolean checks(byte[] digits, int n) {
    return switch (this) {
      case ACCOUNT -> CheckDigits.account(digits);
      case PESEL -> CheckDigits.pesel(digits);
      case NIP -> CheckDigits.nip(digits);
      case REGON -> CheckDigits.regon(digits);
      case LONG_REGON -> CheckDigits.longRegon(digits);
      case CARD -> Cards.isKnown(digits, n) && CheckDigits.luhn(digits, n);
    };
  }

  /** Whether the groups are as long as people write them. */
  boolean isUsual(Runs runs, int first, int last) {
    return switch (this) {
      case ACCOUNT -> fits(runs, first, last, 2, 4, 4, 4, 4, 4, 4);
      case PESEL -> fits(runs, first, last, 6, 5);
      case NIP -> fits(runs, first, last, 3, 3, 2, 2) || fits(runs, first, last, 3, 2, 2, 3);
      case REGON -> fits(runs, first, last, 3, 3, 3);
      case LONG_REGON -> fits(runs, first, last, 9, 5) || fits(runs, first, last, 3, 3, 3, 5);
      case CARD -> fits(runs, first, last, 4, 4, 4, 4) || fits(runs, first, last, 4, 6, 5);
    };
  }

  static boolean fits(Runs runs, int first, int last, int... lengths) {
    if (last - first + 1 != lengths.length) {
      return false;
    }
    for (int i = 0; i < lengths.length; i++) {
      if (runs.digits(first + i) != lengths[i]) {
        return false;
      }
    }
    return true;
  }
}
