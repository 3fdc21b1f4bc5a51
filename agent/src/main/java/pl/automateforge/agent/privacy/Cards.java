package pl.automateforge.agent.privacy;

/** The beginnings of payment cards' numbers, and how long the numbers of each issuer are. */
final class Cards {
  private Cards() {}

  /** Whether an issuer has numbers that begin so and are so long. */
  static boolean isKnown(byte[] d, int n) {
    int two = 10 * d[0] + d[1];
    int four = 100 * two + 10 * d[2] + d[3];
    return switch (d[0]) {
      case 1 -> n == 15;
      case 2 -> n == 16 && (isIn(four, 2200, 2204) || isIn(four, 2221, 2720));
      case 3 -> isThree(two, four, n);
      // the thirteen digits of old ones are those of a bar code
      case 4 -> n == 16 || n == 19;
      case 5 -> n == 16;
      case 6 -> n == 16 || (n == 19 && (two == 62 || two == 65));
      default -> false;
    };
  }

  private static boolean isThree(int two, int four, int n) {
    return switch (two) {
      case 34, 37 -> n == 15;
      case 30, 36, 38, 39 -> n == 14 || n == 16;
      case 35 -> n >= 16 && isIn(four, 3528, 3589);
      default -> false;
    };
  }

  private static boolean isIn(int number, int least, int most) {
    return number >= least && number <= most;
  }
}
