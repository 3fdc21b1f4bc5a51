package pl.automateforge.agent.standin.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The e-mails of an accounting office's working week, in Polish and English, made up. The same seed
 * and count give the same bytes on every machine. Every 25th is one of the odd ones. Immutable.
 */
public final class DemoMails {
  /** How many the demo has. */
  public static final int COUNT = 200;

  /** The demo's seed. */
  public static final long SEED = 2026;

  private static final int EVERY = 25;
  private static final Map<String, Integer> SHARES = shares();

  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, byte[]> raw = new LinkedHashMap<>();

  private DemoMails(long seed, int count) {
    if (count < 1 || count > 9999) {
      throw new IllegalArgumentException("count is 1 to 9999, not " + count);
    }
    Random random = new Random(seed);
    OddMails odd = new OddMails();
    List<String> categories = categories(count, random);
    DraftWriter drafts = new DraftWriter(random);
    MailForm form = new MailForm(random);
    for (int number = 1; number <= count; number++) {
      String file = String.format(Locale.ROOT, "%04d.eml", number);
      if (number % EVERY == EVERY / 2) {
        int index = (number / EVERY) % odd.size();
        labels.put(file, odd.category(index));
        raw.put(file, odd.raw(index));
      } else {
        Draft draft = drafts.write(number, count, categories.get(number - 1));
        labels.put(file, draft.category());
        raw.put(file, form.write(draft));
      }
    }
  }

  /** Makes them. */
  public static DemoMails of(long seed, int count) {
    return new DemoMails(seed, count);
  }

  /**
   * Makes them and writes them as {@code 0001.eml} and so on.
   *
   * @param folder is made where it is absent
   */
  public static void writeTo(Path folder, long seed, int count) throws IOException {
    of(seed, count).writeTo(folder);
  }

  /** Writes them as {@code 0001.eml} and so on. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> mail : raw.entrySet()) {
      Files.write(folder.resolve(mail.getKey()), mail.getValue());
    }
  }

  /** The right category of each file, in the files' order. */
  public Map<String, String> labels() {
    return Collections.unmodifiableMap(labels);
  }

  /**
   * The bytes of one mail.
   *
   * @throws IllegalArgumentException where there is no such file
   */
  public byte[] raw(String file) {
    byte[] bytes = raw.get(file);
    if (bytes == null) {
      throw new IllegalArgumentException("no mail " + file + " among " + raw.size());
    }
    return bytes.clone();
  }

  private static Map<String, Integer> shares() {
    Map<String, Integer> shares = new LinkedHashMap<>();
    shares.put("invoice", 38);
    shares.put("tax-office", 26);
    shares.put("question", 36);
    shares.put("payroll", 28);
    shares.put("payment", 28);
    shares.put("spam", 24);
    shares.put("other", 20);
    return shares;
  }

  private static List<String> categories(int count, Random random) {
    List<String> categories = new ArrayList<>();
    int whole = SHARES.values().stream().mapToInt(Integer::intValue).sum();
    while (categories.size() < count) {
      List<String> round = new ArrayList<>(whole);
      SHARES.forEach((category, share) -> round.addAll(Collections.nCopies(share, category)));
      Collections.shuffle(round, random);
      categories.addAll(round);
    }
    return categories;
  }
}
