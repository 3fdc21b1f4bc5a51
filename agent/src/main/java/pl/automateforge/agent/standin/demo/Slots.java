package pl.automateforge.agent.standin.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one mail fills its slots with: one firm and one month, and ever new amounts and dates. */
final class Slots {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)\\}");
  private static final Pattern SHE = Pattern.compile("\\p{L}(łam|łabym)\\b");
  private static final Pattern HE = Pattern.compile("\\p{L}(łem|łbym|ienem|alem)\\b|żona");
  private static final int[] TENS = {12, 14, 15, 16, 18, 20, 25, 26, 28, 30, 35, 40, 45};
  private static final int[] DAYS = {7, 14, 21, 30};
  private static final String[] OFFICES = {"RP-DOR", "KP-SPV", "EA-1", "PP-3", "WZ-2"};

  private final MailTexts texts;
  private final boolean polish;
  private final Random random;
  private final LocalDate day;
  private final int firm;
  private final int month;
  private final int next;
  private final String invoice;
  private final String goods;
  private final String thing;
  private final String wares;
  private final String weekday;
  private final String date;
  private final String past;
  private final String amount;
  private final String reference;
  private String name = "";

  Slots(MailTexts texts, boolean polish, Random random, LocalDate day) {
    this.texts = texts;
    this.polish = polish;
    this.random = random;
    this.day = day;
    this.firm = random.nextInt(texts.alternatives("firm.names").length);
    this.month = random.nextInt(texts.alternatives("months.n").length);
    this.next = random.nextInt(texts.alternatives("next.n").length);
    this.goods = any("goods");
    this.thing = any("thing");
    this.wares = any("wares");
    this.weekday = any("days.on");
    this.date = date(day.plusDays(3 + random.nextInt(30)));
    this.past = date(day.minusDays(1 + random.nextInt(25)));
    this.invoice = String.format(Locale.ROOT, any("invoice.forms"), 10 + random.nextInt(2300));
    this.amount = money(90 + random.nextInt(12_000), random.nextInt(4) == 0);
    this.reference =
        OFFICES[random.nextInt(OFFICES.length)]
            + ".42"
            + (10 + random.nextInt(80))
            + "."
            + (1 + random.nextInt(900))
            + ".2026";
  }

  /** Chooses who writes: somebody whose first person the text already has. */
  void writer(String text) {
    boolean she = SHE.matcher(text).find() || (!HE.matcher(text).find() && random.nextBoolean());
    name = any(she ? "names.f" : "names.m");
  }

  String fill(String text) {
    Matcher slots = SLOT.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (slots.find()) {
      slots.appendReplacement(filled, Matcher.quoteReplacement(value(slots.group(1))));
    }
    return slots.appendTail(filled).toString();
  }

  private String value(String slot) {
    return switch (slot) {
      case "firm" -> texts.alternatives("firm.names")[firm];
      case "domain" -> texts.alternatives("firm.domains")[firm];
      case "name" -> name;
      case "login" -> Mime.plain(name).toLowerCase(Locale.ROOT);
      case "fv" -> invoice;
      case "amount" -> amount;
      case "big" -> money(1000 * (60 + random.nextInt(120)), false);
      case "pay" -> money(100 * (50 + random.nextInt(45)), false);
      case "case" -> reference;
      case "mn", "month" -> texts.alternatives("months.n")[month];
      case "mg" -> texts.alternatives("months.g")[month];
      case "inm" -> texts.alternatives("months.in")[month];
      case "onday", "weekday" -> weekday;
      case "year" -> "2026";
      case "date" -> date;
      case "past" -> past;
      case "later" -> date(day.plusDays(8 + random.nextInt(30)));
      case "days" -> String.valueOf(DAYS[random.nextInt(DAYS.length)]);
      case "nn" -> String.valueOf(TENS[random.nextInt(TENS.length)]);
      case "n4" -> String.valueOf(2 + random.nextInt(3));
      case "n9" -> String.valueOf(5 + random.nextInt(5));
      case "n" -> String.valueOf(3 + random.nextInt(6));
      case "acct" -> String.valueOf(1000 + random.nextInt(9000));
      case "nip" -> invalidNip();
      case "nextmn", "nextmonth" -> texts.alternatives("next.n")[next];
      case "nextmg" -> texts.alternatives("next.g")[next];
      case "nextinm" -> texts.alternatives("next.in")[next];
      case "small" -> money(60 + random.nextInt(340), true);
      case "goods" -> goods;
      case "thing" -> thing;
      case "wares" -> wares;
      case "vocative" -> any(slot);
      default -> throw new IllegalStateException("no value for the slot {" + slot + "}");
    };
  }

  String any(String name) {
    String[] choices = texts.alternatives(name);
    return choices[random.nextInt(choices.length)];
  }

  /** Looks like a Polish tax number and fails its checksum, so that it is nobody's. */
  private String invalidNip() {
    int[] weights = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    int sum = 0;
    StringBuilder digits = new StringBuilder();
    for (int weight : weights) {
      int digit = digits.isEmpty() ? 1 + random.nextInt(9) : random.nextInt(10);
      digits.append(digit);
      sum += weight * digit;
    }
    digits.append((sum % 11 + 1 + random.nextInt(8)) % 10);
    if (sum % 11 == digits.charAt(9) - '0') {
      digits.setCharAt(9, (char) ('0' + (sum % 11 + 1) % 10));
    }
    return digits.insert(8, '-').insert(6, '-').insert(3, '-').toString();
  }

  private String money(int units, boolean cents) {
    int fraction = cents ? random.nextInt(100) : 0;
    String whole = String.format(Locale.ROOT, "%,d", units).replace(',', polish ? ' ' : ',');
    if (polish) {
      return String.format(Locale.ROOT, "%s,%02d zł", whole, fraction);
    }
    String currency = random.nextInt(3) == 0 ? "EUR" : "PLN";
    return String.format(Locale.ROOT, "%s %s.%02d", currency, whole, fraction);
  }

  private String date(LocalDate date) {
    if (random.nextInt(5) == 0) {
      return date.toString();
    }
    return polish
        ? DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT).format(date)
        : DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).format(date);
  }
}
