package pl.automateforge.agent.standin.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import pl.automateforge.agent.standin.demo.MailTexts.Category;
import pl.automateforge.agent.standin.demo.MailTexts.Pattern;
import pl.automateforge.agent.standin.demo.MailTexts.Sender;

/** Writes mails from the texts; every pattern of a category comes before any comes again. */
final class DraftWriter {
  private static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 16);
  private static final int WORKING_DAYS = 5;
  private static final int QUOTES = 4;
  private static final long DAY_SECONDS = 36_000;
  private static final Set<String> FORMAL = Set.of("payment", "tax-office");
  private static final Set<String> KEPT = Set.of("Naczelnik", "Sąd", "Urząd", "Państwa", "Panie");

  private final Random random;
  private final MailTexts polish = MailTexts.read("pl");
  private final MailTexts english = MailTexts.read("en");
  private final Map<String, Deque<Pattern>> left = new HashMap<>();

  DraftWriter(Random random) {
    this.random = random;
  }

  Draft write(int number, int count, String category) {
    boolean inPolish = random.nextInt(100) < 62;
    MailTexts texts = inPolish ? polish : english;
    Category words = Objects.requireNonNull(texts.categories().get(category), category);
    Pattern pattern = next(category + inPolish, words.patterns());
    ZonedDateTime sent = sent(number, count);
    Slots slots = new Slots(texts, inPolish, random, sent.toLocalDate());
    slots.writer(pattern.body());
    String sender = slots.fill(sender(words, pattern.tag()));
    String body = body(category, texts, words, pattern, slots, sender);
    boolean reply = isLetter(category, pattern) && random.nextInt(5) == 0;
    String subject = slots.fill(pattern.subject());
    return new Draft(
        number,
        category,
        inPolish,
        sender,
        reply ? (random.nextBoolean() ? "Re: " : "RE: ") + subject : subject,
        body,
        reply ? quoted(texts, sent) : "",
        sent);
  }

  /** Whether people write it to people: no newsletter, no notice of a machine or an office. */
  private static boolean isLetter(String category, Pattern pattern) {
    return !category.equals("spam") && pattern.tag().isEmpty();
  }

  private Pattern next(String key, List<Pattern> patterns) {
    Deque<Pattern> queue = left.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (queue.isEmpty()) {
      List<Pattern> shuffled = new ArrayList<>(patterns);
      Collections.shuffle(shuffled, random);
      queue.addAll(shuffled);
    }
    return queue.remove();
  }

  private String sender(Category words, String tag) {
    List<Sender> fitting =
        words.senders().stream().filter(sender -> sender.tag().equals(tag)).toList();
    return fitting.get(random.nextInt(fitting.size())).form();
  }

  private String body(
      String category,
      MailTexts texts,
      Category words,
      Pattern pattern,
      Slots slots,
      String sender) {
    StringBuilder body = new StringBuilder();
    boolean letter = isLetter(category, pattern);
    boolean mass = category.equals("spam");
    boolean casual = Character.isLowerCase(pattern.subject().charAt(0));
    String register = FORMAL.contains(category) || random.nextInt(3) > 0 ? ".formal" : ".friendly";
    if (!casual && !mass) {
      add(body, slots.any("greetings" + (letter ? register : ".office")), "\n\n");
    }
    boolean afterComma = texts.one("after.greeting").equals("lower") && !body.isEmpty();
    String text = slots.fill(pattern.body());
    body.append(afterComma ? continued(text) : text);
    if ((letter || mass) && random.nextInt(100) < (casual ? 15 : 55)) {
      String extra = words.extras().get(random.nextInt(words.extras().size()));
      body.append(random.nextBoolean() ? " " : "\n\n").append(slots.fill(extra));
    }
    if (letter && !casual) {
      add(body.append("\n\n"), slots.any("closings" + register), "\n");
      signature(body, texts, sender);
    } else if (!letter && !mass) {
      body.append("\n\n").append(name(sender));
    }
    return body.toString().strip() + "\n";
  }

  /** A sentence after a greeting that ends in a comma: in Polish it goes on in lower case. */
  private static String continued(String text) {
    String first = text.substring(0, Math.max(0, text.indexOf(' ')));
    boolean kept =
        first.isEmpty() || KEPT.contains(first) || !first.substring(1).matches("\\p{Ll}*");
    return kept ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static String name(String sender) {
    return sender.substring(0, sender.indexOf('<')).strip();
  }

  private static void add(StringBuilder body, String words, String end) {
    if (!words.isEmpty()) {
      body.append(words).append(end);
    }
  }

  private void signature(StringBuilder body, MailTexts texts, String sender) {
    if (random.nextBoolean()) {
      body.append("-- \n");
    }
    body.append(name(sender).replace(", ", "\n"));
    if (random.nextInt(3) == 0) {
      body.append('\n').append(String.format(Locale.ROOT, texts.one("phone"), random.nextInt(100)));
    }
    if (random.nextInt(6) == 0) {
      body.append("\n\n").append(texts.one("confidential"));
    }
  }

  private String quoted(MailTexts texts, ZonedDateTime sent) {
    String day =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .format(
                sent.minusDays(7).withHour(8 + random.nextInt(8)).withMinute(random.nextInt(60)));
    return String.format(Locale.ROOT, texts.one("quoted"), day)
        + "\n"
        + String.join("\n", texts.alternatives("quoted." + (1 + random.nextInt(QUOTES))));
  }

  /** Spread over a working week, in order. */
  private ZonedDateTime sent(int number, int count) {
    long step = Math.max(1, WORKING_DAYS * DAY_SECONDS / count);
    long seconds = step * (number - 1) + random.nextLong(step);
    return ZonedDateTime.of(FIRST_DAY, LocalTime.of(7, 10), ZONE)
        .plusDays(seconds / DAY_SECONDS)
        .plusSeconds(seconds % DAY_SECONDS);
  }
}
