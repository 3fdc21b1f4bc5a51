package pl.automateforge.agent.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The rules of numbers, over the digits of an array: {@code digits[0]} to {@code digits[n - 1]}.
 */
final class CheckDigits {
  private static final int[] PESEL = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
  private static final int[] NIP = {6, 5, 7, 2, 3, 4, 5, 6, 7};
  private static final int[] REGON = {8, 9, 2, 3, 4, 5, 6, 7};
  private static final int[] LONG_REGON = {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8};
  private static final int[] ID_CARD = {7, 3, 1, 9, 7, 3, 1, 7, 3};

  private CheckDigits() {}

  private static int sum(int[] weights, byte[] digits) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digits[i];
    }
    return sum;
  }

  /** Eleven digits: the last one checks, and the date of birth exists. */
  static boolean pesel(byte[] d) {
    return (10 - sum(PESEL, d) % 10) % 10 == d[10] && hasDate(d);
  }

  private static boolean hasDate(byte[] d) {
    int month = 10 * d[2] + d[3];
    int century = new int[] {1900, 2000, 2100, 2200, 1800}[month / 20];
    try {
      LocalDate.of(century + 10 * d[0] + d[1], month % 20, 10 * d[4] + d[5]);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Ten digits; the first three are an office's and never begin with 0 or x00. */
  static boolean nip(byte[] d) {
    return sum(NIP, d) % 11 == d[9] && d[0] != 0 && d[1] + d[2] != 0;
  }

  /** Nine digits. */
  static boolean regon(byte[] d) {
    return sum(REGON, d) % 11 % 10 == d[8] && !isZero(d, 9);
  }

  /** Fourteen digits, of which the first nine are a REGON themselves. */
  static boolean longRegon(byte[] d) {
    return sum(LONG_REGON, d) % 11 % 10 == d[13] && regon(d);
  }

  private static boolean isZero(byte[] d, int n) {
    for (int i = 0; i < n; i++) {
      if (d[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Twenty-six digits of a Polish account, the two check digits first. */
  static boolean account(byte[] d) {
    int rest = 0;
    for (int i = 2; i < 26; i++) {
      rest = (10 * rest + d[i]) % 97;
    }
    // PL is 2521
    return (int) ((rest * 1_000_000L + 252_100 + 10 * d[0] + d[1]) % 97) == 1 && !isZero(d, 26);
  }

  /** Letters and digits of an IBAN in upper case, from the country on. */
  static boolean iban(char[] c, int length) {
    int rest = 0;
    for (int i = 0; i < length; i++) {
      char at = c[(i + 4) % length];
      rest = Letters.isDigit(at) ? (10 * rest + at - '0') % 97 : (100 * rest + at - 'A' + 10) % 97;
    }
    return rest == 1;
  }

  /** Luhn's rule. */
  static boolean luhn(byte[] d, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int twice = (n - i) % 2 == 0 ? 2 * d[i] : d[i];
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** Nine values: three letters as 10 to 35, and six digits. */
  static boolean idCard(byte[] d) {
    return sum(ID_CARD, d) % 10 == 0;
  }
}
