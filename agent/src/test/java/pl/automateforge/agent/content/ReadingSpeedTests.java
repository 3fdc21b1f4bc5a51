package pl.automateforge.agent.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Says what reading costs; asserts only what was read. */
class ReadingSpeedTests {
  private static final String SENTENCE =
      "Proszę o przesłanie faktury za usługi księgowe wykonane w październiku, zgodnie z umową.\n";

  @Test
  void saysWhatAnOrdinaryMailCosts() {
    String head =
        """
        Received: from mx.acme.example (mx.acme.example [10.0.0.1])
        \tby mail.acme.example with ESMTPS id abc123; Sun, 22 Nov 2026 10:00:00 +0100
        From: =?utf-8?Q?Jan_Kowalski?= <jan@acme.example>
        To: biuro@acme.example
        Subject: =?utf-8?B?UHJvxZtiYSBvIGZha3R1csSZ?=
        Date: Sun, 22 Nov 2026 10:00:00 +0100
        Message-ID: <abc@acme.example>
        MIME-Version: 1.0
        """;
    String plain =
        head
            + "Content-Type: text/plain; charset=utf-8\n\nDzień dobry,\n\n"
            + SENTENCE.repeat(8)
            + "\nPozdrawiam\nJan Kowalski\n\nW dniu 21.11.2026 o 09:00 Biuro pisze:\n> Dzień dobry,\n";
    String html =
        head
            + "Content-Type: text/html; charset=utf-8\n\n<html><body>"
            + ("<p style='font-size:14px;color:#222'>" + SENTENCE + "</p>").repeat(20)
            + "</body></html>";
    print("plain mail", plain);
    print("HTML mail", html);
  }

  private static void print(String what, String mail) {
    byte[] raw = mail.getBytes(UTF_8);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 3_000; i++) {
      assertThat(TestMails.read(raw)).isInstanceOf(Reading.Text.class);
    }
    int count = 2_000;
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      TestMails.read(raw);
    }
    double micros = (threads.getCurrentThreadCpuTime() - start) / 1_000.0 / count;
    System.out.printf(Locale.ROOT, "%s of %d bytes: %.0f µs CPU%n", what, raw.length, micros);
  }
}
