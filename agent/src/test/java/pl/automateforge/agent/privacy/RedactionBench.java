package pl.automateforge.agent.privacy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures redaction with all kinds, on one thread and in its processor time, and prints a line for
 * each sort of text: name, characters, milliseconds for 1,024 of them.
 */
public final class RedactionBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 40;
  private static final int ROUNDS = 20;

  private RedactionBench() {}

  /** Prints the lines. */
  public static void main(String[] arguments) {
    var mails = new BusinessMails(1);
    List<String> business = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      business.add(mails.next().text());
    }
    measure("business mail", business);
    measure("business mail, quoted-printable", quoted(business));
    measure("40 KB of digits", hostile("0123456789"));
    measure("40 KB of single digits", hostile("1 "));
    measure("40 KB of groups", hostile("123 456 785 "));
    measure("40 KB of numbers in lines", hostile("123456785\n"));
    measure("40 KB of at signs", hostile("a.b@c."));
    measure("40 KB of letters and digits", hostile("PL1a"));
    measure("40 KB of names", hostile("Jan Kowalski "));
    measure("40 KB of table", hostile("|1234567"));
    measure("40 KB of brackets", hostile("⟦(at)⟧"));
  }

  private static List<String> hostile(String unit) {
    return List.of(unit.repeat(40 * 1024 / unit.length()));
  }

  private static List<String> quoted(List<String> texts) {
    var random = new Random(2);
    return texts.stream().map(text -> Surrounding.quotedPrintable(text, random)).toList();
  }

  private static void measure(String name, List<String> texts) {
    var redactor = Redactor.of(List.of(PersonalData.values()), new Random(1));
    long characters = texts.stream().mapToLong(String::length).sum();
    double least = Double.MAX_VALUE;
    int rounds = texts.size() == 1 ? 5 : 1;
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < rounds; i++) {
        texts.forEach(text -> redactor.begin().redact(text));
      }
      double milliseconds = (THREADS.getCurrentThreadCpuTime() - begin) / 1e6 / rounds;
      least = Math.min(least, milliseconds);
    }
    System.out.printf(Locale.ROOT, "%s\t%d\t%.4f%n", name, characters, least * 1_024 / characters);
  }
}
