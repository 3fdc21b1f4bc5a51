package pl.automateforge.agent.privacy;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes and checks identifiers from the published rules, by other means than the product: strings
 * and big numbers. Shares no code with what it examines.
 */
public final class Oracle {
  /** Bodies of accounts by country: n digits, a letters, c both, as the registry writes them. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("DE", "18n"),
          Map.entry("GB", "4a14n"),
          Map.entry("FR", "10n11c2n"),
          Map.entry("NL", "4a10n"),
          Map.entry("CZ", "20n"),
          Map.entry("SK", "20n"),
          Map.entry("UA", "6n19c"),
          Map.entry("NO", "11n"),
          Map.entry("MT", "4a5n18c"),
          Map.entry("LT", "16n"),
          Map.entry("AT", "16n"),
          Map.entry("BE", "12n"),
          Map.entry("CH", "5n12c"),
          Map.entry("IT", "1a10n12c"),
          Map.entry("ES", "20n"),
          Map.entry("SE", "20n"),
          Map.entry("HU", "24n"),
          Map.entry("IE", "4a14n"),
          Map.entry("PL", "24n"),
          Map.entry("SC", "4a20n3a"));

  private final Random random;

  /** Makes the same ones for the same seed. */
  public Oracle(long seed) {
    random = new Random(seed);
  }

  private String digits(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> String.valueOf(random.nextInt(10)))
        .reduce("", String::concat);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static int at(String digits, int index) {
    return digits.charAt(index) - '0';
  }

  private static int weighted(String digits, String weights) {
    String[] parts = weights.split(" ", -1);
    return IntStream.range(0, parts.length)
        .map(i -> Integer.parseInt(parts[i]) * at(digits, i))
        .sum();
  }

  public String pesel() {
    LocalDate born = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(46_000));
    int month = born.getMonthValue() + (born.getYear() >= 2000 ? 20 : 0);
    String body =
        String.format(
            Locale.ROOT,
            "%02d%02d%02d%s",
            born.getYear() % 100,
            month,
            born.getDayOfMonth(),
            digits(4));
    return body + peselCheck(body);
  }

  private static int peselCheck(String body) {
    return (10 - weighted(body, "1 3 7 9 1 3 7 9 1 3") % 10) % 10;
  }

  static boolean isPesel(String value) {
    if (!value.matches("\\d{11}") || at(value, 10) != peselCheck(value)) {
      return false;
    }
    int code = Integer.parseInt(value.substring(2, 4));
    int year = List.of(1900, 2000, 2100, 2200, 1800).get(code / 20) + number(value, 0, 2);
    int month = code % 20;
    int day = number(value, 4, 6);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= java.time.YearMonth.of(year, month).lengthOfMonth();
  }

  private static int number(String value, int from, int to) {
    return Integer.parseInt(value.substring(from, to));
  }

  public String nip() {
    while (true) {
      String body = pick("1", "5", "6", "7", "8", "9") + (1 + random.nextInt(9)) + digits(7);
      int check = weighted(body, "6 5 7 2 3 4 5 6 7") % 11;
      if (check < 10) {
        return body + check;
      }
    }
  }

  static boolean isNip(String value) {
    return value.matches("\\d{10}") && weighted(value, "6 5 7 2 3 4 5 6 7") % 11 == at(value, 9);
  }

  public String regon() {
    String body = pick("0", "1", "2", "3") + pick("1", "3", "5", "7") + digits(6);
    return body + weighted(body, "8 9 2 3 4 5 6 7") % 11 % 10;
  }

  public String longRegon() {
    String body = regon() + digits(4);
    return body + weighted(body, "2 4 8 5 0 9 7 3 6 1 2 4 8") % 11 % 10;
  }

  static boolean isRegon(String value) {
    boolean nine =
        value.matches("\\d{9,14}") && weighted(value, "8 9 2 3 4 5 6 7") % 11 % 10 == at(value, 8);
    return nine
        && (value.length() == 9
            || (value.length() == 14
                && weighted(value, "2 4 8 5 0 9 7 3 6 1 2 4 8") % 11 % 10 == at(value, 13)));
  }

  public String iban() {
    List<String> countries = BODIES.keySet().stream().sorted().toList();
    String country = countries.get(random.nextInt(countries.size()));
    var body = new StringBuilder();
    for (String part :
        java.util.Objects.requireNonNull(BODIES.get(country)).split("(?<=[nac])", -1)) {
      for (int i = 0; !part.isEmpty() && i < Integer.parseInt(part.replaceAll("\\D", "")); i++) {
        boolean digit = part.endsWith("n") || (part.endsWith("c") && random.nextInt(4) > 0);
        body.append(digit ? digits(1) : String.valueOf((char) ('A' + random.nextInt(26))));
      }
    }
    return withCheck(country, body.toString());
  }

  /** The 26 digits of a Polish account. */
  public String account() {
    return withCheck("PL", digits(24)).substring(2);
  }

  private static String withCheck(String country, String body) {
    BigInteger rest = asNumber(body + country + "00").mod(BigInteger.valueOf(97));
    return country + String.format(Locale.ROOT, "%02d", 98 - rest.intValue()) + body;
  }

  private static BigInteger asNumber(String text) {
    var number = new StringBuilder();
    text.chars().forEach(c -> number.append(Character.digit(c, 36)));
    return new BigInteger(number.toString());
  }

  static boolean isIban(String value) {
    return value.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")
        && asNumber(value.substring(4) + value.substring(0, 4))
            .mod(BigInteger.valueOf(97))
            .equals(BigInteger.ONE);
  }

  public String idCard() {
    String letters = "ABCDEFGHIJKLMNPRSTUVWXYZ";
    while (true) {
      String series = "";
      for (int i = 0; i < 3; i++) {
        series += letters.charAt(i == 0 ? random.nextInt(4) : random.nextInt(letters.length()));
      }
      String value = series + digits(6);
      if (isIdCard(value) && !List.of("BIC", "CUI", "DUE").contains(series)) {
        return value;
      }
    }
  }

  static boolean isIdCard(String value) {
    if (!value.matches("[A-Z]{3}\\d{6}")) {
      return false;
    }
    int[] weights = {7, 3, 1, 9, 7, 3, 1, 7, 3};
    return IntStream.range(0, 9).map(i -> weights[i] * Character.digit(value.charAt(i), 36)).sum()
            % 10
        == 0;
  }

  String passport() {
    return "" + (char) ('A' + random.nextInt(6)) + (char) ('A' + random.nextInt(26)) + digits(7);
  }

  String card() {
    String begin = pick("4", "51", "52", "55", "2221", "2720", "34", "37", "6011", "3528", "62");
    int length = begin.startsWith("34") || begin.startsWith("37") ? 15 : 16;
    String body = begin + digits(length - 1 - begin.length());
    for (int check = 0; check < 10; check++) {
      if (isCard(body + check)) {
        return body + check;
      }
    }
    throw new IllegalStateException(body);
  }

  static boolean isCard(String value) {
    int sum = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = at(value, value.length() - 1 - i) * (1 + i % 2);
      sum += digit / 10 + digit % 10;
    }
    return value.matches("\\d{12,19}") && sum % 10 == 0;
  }

  /** Nine digits of a Polish mobile or stationary network. */
  public String phone() {
    return pick(
            "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88", "12", "22",
            "32", "42", "58", "61", "71", "81", "85", "91")
        + (1 + random.nextInt(9))
        + digits(6);
  }

  String email() {
    String local =
        pick("jan", "a.nowak", "biuro", "anna_maria", "j-k", "zosia.w", "kontakt+faktury", "x");
    return local
        + random.nextInt(100)
        + "@"
        + pick("acme.example", "mail.acme.example", "firma-abc.pl", "xn--ndk.test", "o2.pl");
  }

  /** The same number with a wrong check digit. */
  String spoilt(String value) {
    int last = value.length() - 1;
    int wrong = (at(value, last) + 1 + random.nextInt(9)) % 10;
    return value.substring(0, last) + wrong;
  }

  /** The one that all of it is drawn from. */
  public Random random() {
    return random;
  }
}
