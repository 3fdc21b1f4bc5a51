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
import pl.automateforge.agent.standin.demo.MailTexts.Category;
import pl.automateforge.agent.standin.demo.MailTexts.Pattern;
import pl.automateforge.agent.standin.demo.MailTexts.Sender;

/** Writes mails from the texts; every pattern of a category comes before any comes again. */
final class DraftWriter {
  private static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 16);
  private static final int WORKING_DAYS = 5;

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
    boolean casual = Character.isLowerCase(pattern.subject().charAt(0));
    if (!casual && !category.equals("spam")) {
      add(body, slots.any(letter ? "greetings" : "greetings.office"), "\n\n");
    }
    body.append(slots.fill(pattern.body()));
    if (random.nextInt(100) < (casual ? 15 : 55)) {
      String extra = words.extras().get(random.nextInt(words.extras().size()));
      body.append(random.nextBoolean() ? " " : "\n\n").append(slots.fill(extra));
    }
    if (letter && !casual) {
      add(body.append("\n\n"), slots.any("closings"), "\n");
      signature(body, texts, sender);
    }
    return body.toString().strip() + "\n";
  }

  private static void add(StringBuilder body, String words, String end) {
    if (!words.isEmpty()) {
      body.append(words).append(end);
    }
  }

  private void signature(StringBuilder body, MailTexts texts, String sender) {
    String name = sender.substring(0, sender.indexOf('<')).strip();
    if (random.nextBoolean()) {
      body.append("-- \n");
    }
    body.append(name.replace(", ", "\n"));
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
            .format(sent.minusHours(3 + random.nextInt(50)));
    return String.format(Locale.ROOT, texts.one("quoted"), day)
        + "\n"
        + String.join("\n", texts.alternatives("quoted.lines"));
  }

  /** Spread over a working week, in order. */
  private ZonedDateTime sent(int number, int count) {
    long minutes = WORKING_DAYS * 600L * (number - 1) / Math.max(1, count);
    return ZonedDateTime.of(FIRST_DAY, LocalTime.of(7, 10), ZONE)
        .plusDays(minutes / 600)
        .plusMinutes(minutes % 600)
        .plusSeconds(random.nextInt(60));
  }
}
