package pl.automateforge.agent.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.privacy.Oracle;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.RunObserver;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.Binder;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.standin.mail.HeldMail;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;

/**
 * What a model repeats of a mail comes back to its sender as it was written, and to nobody else.
 */
@Tag("slow")
@Timeout(400)
class EchoedDraftsTests {
  private static final int COUNT = 1_000;
  private static final int LONGEST = 3_000;

  private static final Pattern BODY =
      Pattern.compile("(?s)--- ([0-9a-f]{16}): text\\n(.*?)\\n(?:--- \\1|</item \\1>)");
  private static final Pattern TOKEN = Pattern.compile("⟦[A-Z_]+·[a-z0-9]+·\\d+⟧");

  private static final List<String> SENTENCES =
      List.of(
          "Dzień dobry, proszę o pilny kontakt w sprawie korekty.",
          "Please find my data below, as agreed.",
          "Zażółć gęślą jaźń: łąka, źdźbło, ćma!",
          "Kwota 1 234,56 zł brutto, termin 30 dni, pozycja 17.",
          "Emoji 🙂 i cudzysłów „tak”, a także 50 % rabatu.",
          "Zamówienie nr ZP-2026-1187 z dnia 3 listopada.");

  @TempDir private Path folder;

  @Test
  void bringsBackEachMailAsItWasWritten() throws Exception {
    List<String> bodies = bodies();
    try (MailStandIn box = MailStandIn.start(MailOptions.DEFAULT, Clock.systemUTC());
        EchoService model = new EchoService(EchoedDraftsTests::body)) {
      for (int i = 0; i < COUNT; i++) {
        box.deliver(mail(i, bodies.get(i)));
      }

      RunReport report = run(box, model);

      assertThat(report.sums().taken()).isEqualTo(COUNT);
      assertThat(box.folder("Drafts")).as(report.toString()).hasSize(COUNT);
      judge(bodies, box.folder("Drafts"));
      tokensAreOfOneItem(model);
    }
  }

  private static void judge(List<String> bodies, List<HeldMail> drafts) throws Exception {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (HeldMail draft : drafts) {
      MimeMessage mail =
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(draft.raw()));
      Matcher number = Pattern.compile("<rt(\\d+)@").matcher(mail.getHeader("In-Reply-To", null));
      assertThat(number.find()).isTrue();
      int from = Integer.parseInt(number.group(1));
      numbers.add(from);
      String text = ((String) mail.getContent()).replace("\r\n", "\n").stripTrailing();
      assertThat(text.getBytes(UTF_8)).as("%s", text).isEqualTo(bodies.get(from).getBytes(UTF_8));
    }
    assertThat(numbers).hasSize(COUNT);
  }

  /** A nonce stands for one mail: none of them was shown in two. */
  private static void tokensAreOfOneItem(EchoService model) {
    TreeSet<String> nonces = new TreeSet<>();
    for (byte[] asked : model.seen(EchoService.MODEL)) {
      TreeSet<String> own = new TreeSet<>();
      Matcher token = TOKEN.matcher(new String(asked, UTF_8));
      while (token.find()) {
        own.add(token.group().split("·", -1)[1]);
      }
      assertThat(own).hasSize(1);
      assertThat(nonces.add(own.first())).as("a nonce of its own").isTrue();
    }
    assertThat(nonces).hasSize(COUNT);
  }

  /** The sender's own words, as far as a reply may hold them. */
  private static String body(String turn) {
    Matcher body = BODY.matcher(turn);
    return body.find() ? EchoService.cut(body.group(2), LONGEST) : "no text";
  }

  private static List<String> bodies() {
    Oracle oracle = new Oracle(77);
    Random random = oracle.random();
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      StringBuilder body = new StringBuilder("Mail " + i + ".");
      int lines = 2 + random.nextInt(10);
      for (int line = 0; line < lines; line++) {
        body.append(random.nextInt(4) == 0 ? "\n\n" : "\n");
        body.append(SENTENCES.get(random.nextInt(SENTENCES.size())));
        body.append(' ').append(identifier(oracle, i)).append('.');
      }
      if (i % 10 == 0 && i > 0) {
        body.append("\nCopied: ⟦PESEL·k7f2xq·1⟧ and [PESEL·k7f2xq·1].");
      }
      bodies.add(body.append("\nEnd of ").append(i).append('.').toString());
    }
    return bodies;
  }

  private static String identifier(Oracle oracle, int number) {
    return switch (oracle.random().nextInt(9)) {
      case 0 -> "PESEL " + oracle.pesel();
      case 1 -> "NIP " + oracle.nip().replaceFirst("(...)(...)(..)", "$1-$2-$3-");
      case 2 -> "REGON " + oracle.regon();
      case 3 -> "IBAN " + oracle.iban().replaceAll("(.{4})(?=.)", "$1 ");
      case 4 -> "dowód " + oracle.idCard();
      case 5 -> "tel. +48 " + oracle.phone().replaceAll("(.{3})(?=.)", "$1 ");
      case 6 -> "PESEL " + oracle.pesel().replaceFirst("(.{6})", "$1-");
      case 7 -> "konto " + oracle.account();
      default -> "Pisz na adres klient" + number + "@poczta.example";
    };
  }

  private static byte[] mail(int number, String body) {
    return """
    From: Jan <jan%1$d@klient.example>
    To: biuro@acme.example
    Subject: mark-draft- %1$d
    Message-ID: <rt%1$d@klient.example>
    Date: Mon, 23 Nov 2026 10:00:00 +0100
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: base64

    %2$s
    """
        .formatted(
            number,
            Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(body.getBytes(UTF_8)))
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }

  private RunReport run(MailStandIn box, EchoService model) throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "KEY=any-key-will-do\nMODEL=http://127.0.0.1:%d/model\nPASSWORD=%s\n"
            .formatted(model.port(), box.options().password()));
    Path file =
        Files.writeString(
            folder.resolve("agent.yaml"),
            """
            autoforge: 1
            name: echo
            type: email-triage
            timezone: UTC
            language: en
            model: {provider: anthropic, name: claude-haiku-5-5, apiKey: "${KEY}", baseUrl: "${MODEL:-}"}
            output:
              fields:
                - {name: summary, type: text, maxLength: 2000}
                - {name: reply, type: text, maxLength: %d}
            categories:
              - {id: draft, description: everything, priority: 2, actions: [draft]}
              - {id: other, description: nothing, priority: 4, actions: []}
            fallback: {category: other, below: 0.7, actions: []}
            source: {type: imap, host: 127.0.0.1, port: %d, tls: none, filter: {since: 3650d}, auth: {type: password, username: biuro@acme.example, password: "${PASSWORD}"}}
            limits: {itemsPerRun: 10000, runTimeout: 1h}
            log: {level: ERROR}
            actions:
              draft: {type: imap-draft, text: "{{reply}}"}
            """
                .formatted(LONGEST, box.imapPort()));
    LoadedSpec loaded =
        SpecReader.read(file)
            .loaded()
            .orElseThrow(() -> new AssertionError(SpecReader.read(file).problems()));
    try (Assembly assembly =
        Assembly.open(
            loaded,
            Binder.bind(loaded, Environment.of(loaded)).bindings().orElseThrow(),
            folder.resolve("state"),
            Mode.PRODUCTION,
            Clock.systemUTC(),
            RunObserver.NONE,
            "test")) {
      return new Agent(assembly.context(), new StopSignal()).run(Clock.systemUTC().instant());
    }
  }
}
