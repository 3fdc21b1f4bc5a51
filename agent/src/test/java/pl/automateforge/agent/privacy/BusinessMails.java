package pl.automateforge.agent.privacy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Realistic mail of an office, Polish and English, that says which of its texts are personal data.
 * Numbers of orders, parcels and meters are drawn so that their check digits are right as often as
 * chance has it, and account numbers as banks give them.
 */
final class BusinessMails {
  /**
   * A mail.
   *
   * @param values the identifiers of people in it, as written
   */
  record Mail(String text, List<String> values) {}

  private static final String[] POLISH = {
    "Dzień dobry,\n\nproszę o informację o statusie zamówienia %order% z dnia %date%. Do zapłaty było"
        + " %amount% zł, a przelew zrobiłem %date%.",
    "Szanowni Państwo,\n\nw nawiązaniu do faktury nr %invoice% na kwotę %amount% PLN brutto informuję,"
        + " że termin płatności mija %date%. Wpłaty prosimy kierować na konto %account%.",
    "Witam,\nprzesyłka o numerze %parcel% nie dotarła do dnia %date%. Zamówienie nr %order%, wartość"
        + " %amount% zł. Proszę o kontakt pod nr %phone%.",
    "Dzień dobry,\nstan licznika nr %meter% na dzień %date% wynosi %reading% kWh. Numer PPE"
        + " 5905433%digits11%. Umowa nr %contract%.",
    "Zgłaszam reklamację do zamówienia %order%. Produkt: pompa obiegowa, indeks %sku%, numer seryjny"
        + " %serial%. Koszt naprawy %amount% zł netto.",
    "Dane do faktury: Zakład Usługowy Anna, NIP %nip%, REGON %regon%. Proszę o fakturę do zamówienia"
        + " nr %order% na kwotę %amount% zł.",
    "Cześć,\n\nw załączniku skan umowy %contract%. Mój PESEL to %pesel%, dowód %idcard%, telefon %phone%,"
        + " mail %email%.",
    "Proszę zmienić rachunek do wypłaty na %account%. Poprzedni jest zamknięty od %date%. Sygnatura"
        + " akt %case%.",
    "System w wersji %version% zgłasza błąd %error% przy raporcie %report%. Zgłoszenie nr %ticket%, czas"
        + " %time%, adres serwera %ip%.",
    "Paczka %parcel% została nadana %date% o %time%, waga %small%,%small% kg, wymiary %small%0x%small%5x10"
        + " cm. Nadawca: Sklep Acme.",
    "Potwierdzamy rezerwację %order%: %small% osób, %date% - %date%, cena %amount% EUR. Kod pocztowy"
        + " obiektu 34-500. Infolinia: %infoline%.",
    "W tabeli:\n| poz. | indeks | ilość | cena |\n| 1 | %sku% | %small% | %amount% |\n| 2 | %sku% |"
        + " %small% | %amount% |\nRazem: %amount% zł",
    "Zamówienia do wysyłki:\n%order%\n%order%\n%order%\nProszę spakować do %date%.",
    "Kod kreskowy EAN %ean%, seria %batch%, ważne do %date%. Ilość: %reading% szt.",
    "KRS %krs%, kapitał zakładowy %big% zł. Nr rejestrowy BDO 000%digits6%.",
    "Numer KSeF %ksef%, przyjęty %date% o %time%.",
  };

  private static final String[] ENGLISH = {
    "Hello,\n\nplease tell me where order %order% is. I paid EUR %amount% on %isodate%. Tracking number"
        + " %parcel%.",
    "Dear team,\ninvoice %invoice% for USD %amount% is due on %isodate%. Please transfer to %account%.",
    "Hi,\nticket #%ticket%: build %version% fails with code %error%. See commit %hash%.",
    "Please update my card %card% and my phone %phone%. Customer ID %order%. Ref: %case%.",
    "My meter no. %meter% reads %reading% kWh as of %isodate%. Contract %contract%.",
    "Request id %uuid%, duration %reading% ms, size %big% bytes, from %ip% at %isodate%T%time%Z.",
    "You can reach me at %email% or %phone%. The amount of %amount% GBP was charged twice for order"
        + " %order%.",
    "SKU %sku%, serial number %serial%, batch %batch%, quantity %small%.",
  };

  private final Oracle oracle;
  private final Random random;
  private List<String> values = new ArrayList<>();

  BusinessMails(long seed) {
    oracle = new Oracle(seed);
    random = oracle.random();
  }

  Mail next() {
    values = new ArrayList<>();
    String[] templates = random.nextInt(3) == 0 ? ENGLISH : POLISH;
    var text = new StringBuilder();
    int paragraphs = 1 + random.nextInt(2);
    for (int i = 0; i < paragraphs; i++) {
      String[] parts = templates[random.nextInt(templates.length)].split("%", -1);
      for (int p = 0; p < parts.length; p++) {
        text.append(p % 2 == 0 ? parts[p] : value(parts[p]));
      }
      text.append("\n\n");
    }
    return new Mail(text.append("Pozdrawiam\n").toString(), List.copyOf(values));
  }

  private String digits(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> String.valueOf(i == 0 ? 1 + random.nextInt(9) : random.nextInt(10)))
        .reduce("", String::concat);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String personal(String value) {
    values.add(value);
    return value;
  }

  private String value(String name) {
    return switch (name) {
      case "order" ->
          pick(
              digits(8),
              digits(9),
              digits(10),
              digits(11),
              digits(6),
              "ZAM/" + digits(6) + "/2026");
      case "invoice" ->
          pick("FV/" + digits(4) + "/11/2026", digits(10), "FS " + digits(9), "F-" + digits(11));
      case "parcel" ->
          pick(
              digits(24),
              digits(14),
              digits(11),
              digits(10),
              "00" + digits(18),
              "JJD" + digits(18));
      case "meter" -> pick(digits(8), digits(9), digits(10));
      case "contract" ->
          pick(digits(9), "UM/" + digits(5) + "/26", digits(10) + "/2026", digits(11));
      case "sku" ->
          pick(
              digits(9),
              digits(10),
              "AB-" + digits(6),
              "PMP" + digits(6),
              digits(6) + "-" + digits(3));
      case "serial" ->
          pick(
              "SN" + digits(9),
              digits(10),
              digits(4) + "-" + digits(4) + "-" + digits(4),
              "X" + digits(11));
      case "ticket" -> pick(digits(9), digits(10), digits(6), "INC" + digits(8));
      case "batch" -> pick("L" + digits(6), digits(9), digits(7));
      case "case" -> pick("I C " + digits(3) + "/26", "REF-" + digits(9), digits(10));
      case "report" -> "R" + digits(9);
      case "error" -> pick("0x" + digits(8), "E" + digits(9), "-" + digits(10));
      case "ean" -> pick("590" + digits(10), digits(13));
      case "krs" -> "0000" + digits(6);
      case "ksef" -> digits(10) + "-20261103-" + "010080DD2B5E-26";
      case "hash" -> digits(9) + "abcdef" + digits(11) + "cafe" + digits(10);
      case "uuid" ->
          digits(8) + "-" + digits(4) + "-4" + digits(3) + "-a" + digits(3) + "-" + digits(12);
      case "version" ->
          pick("12.4.1", "2026.11.03", "1.8.0_" + digits(3), "10.0." + digits(5) + "." + digits(4));
      case "ip" -> "192.168." + random.nextInt(256) + "." + random.nextInt(256);
      case "time" ->
          String.format(
              Locale.ROOT,
              "%02d:%02d:%02d",
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60));
      case "date" -> date("%3$02d.%2$02d.%1$d");
      case "isodate" -> date("%1$d-%2$02d-%3$02d");
      case "amount" -> amount();
      case "big" ->
          pick(
              digits(9),
              digits(10),
              "123 456 789",
              "1 " + digits(3) + " " + digits(3) + " " + digits(3));
      case "reading" -> pick(digits(5), digits(6), digits(9));
      case "small" -> digits(1 + random.nextInt(2));
      case "digits6" -> digits(6);
      case "digits11" -> digits(11);
      case "account" -> personal(account());
      case "nip" -> personal(pick(oracle.nip(), Written.grouped(oracle.nip(), "-", 3, 3, 2, 2)));
      case "regon" -> personal(oracle.regon());
      case "pesel" -> personal(oracle.pesel());
      case "idcard" -> personal(pick(oracle.idCard(), Written.grouped(oracle.idCard(), " ", 3, 6)));
      case "phone" ->
          personal(pick("+48 ", "") + Written.grouped(oracle.phone(), pick(" ", "-"), 3, 3, 3));
      case "infoline" -> personal("801 123 456");
      case "email" -> personal(oracle.email());
      case "card" -> personal(Written.grouped(oracle.card(), " ", 4, 4, 4, 4));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String account() {
    String account = oracle.account();
    return pick(account, "PL" + account, Written.grouped(account, " ", 2, 4, 4, 4, 4, 4, 4));
  }

  private String date(String form) {
    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1_000));
    return String.format(
        Locale.ROOT, form, day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  private String amount() {
    return pick(
        digits(2) + "," + digits(2),
        digits(1) + " " + digits(3) + "," + digits(2),
        digits(3) + " " + digits(3) + " " + digits(3) + ",00",
        digits(4) + ".50",
        digits(3) + "." + digits(3) + "." + digits(3) + ",00",
        digits(9) + ",99");
  }
}
