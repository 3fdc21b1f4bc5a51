package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.TestCertificates;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

/**
 * An agent on a real Dovecot, killed again and again while it works and while it recovers. Lost
 * mails and doubled effects are counted on the server's disk, in the target's records and in the
 * file; the journal is asked only how many effects it claims, which must be what stands there.
 *
 * <p>There is more to do than a life has time for, each request is held on its way and its answer
 * is late, so that kills hit before and behind effects. Half-way the folder gives its UIDs anew.
 *
 * <p>What it was seen to catch, each put into the agent on purpose, in the short form: UIDVALIDITY
 * left out of what a mail is known by; mails passed over that lie behind a cursor which moved past
 * them before they were journalled; DONE journalled before the effect; an effect of class D
 * repeated after a crash. What it was not seen to catch: an effect of class B repeated without a
 * probe, as the few milliseconds of a draft's APPEND are hardly ever hit; {@code run.CrashTests}
 * dies at each of those points.
 */
@Timeout(3600)
class KilledMailboxTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;

  /** How much is done to the agent. */
  private record Ordeal(int mails, int kills, Duration latency) {}

  @Test
  @Tag("slow")
  void losesNoMailAndDoublesNothingWhereItIsKilled() throws Exception {
    endure(new Ordeal(240, 8, Duration.ofMillis(150)));
  }

  @Test
  @Tag("soak")
  void losesNoMailAndDoublesNothingInTwoThousandMails() throws Exception {
    endure(new Ordeal(2_000, 100, Duration.ofMillis(300)));
  }

  private void endure(Ordeal ordeal) throws Exception {
    Random random = new Random(2_000);
    Office office = new Office(temp);
    DovecotServer.Options options =
        DovecotServer.Options.belowInbox(TestCertificates.forThisMachine(temp));
    try (DovecotServer server = DovecotServer.start(temp.resolve("dovecot"), options);
        TargetsStandIn target =
            TargetsStandIn.start(
                TargetsOptions.DEFAULT.honouringKeys().withLatency(ordeal.latency()),
                Clock.systemUTC());
        TargetsStandIn phone =
            TargetsStandIn.start(
                TargetsOptions.DEFAULT.withLatency(ordeal.latency()), Clock.systemUTC());
        HoldingWay toTarget = HoldingWay.to(target.port(), ordeal.latency());
        HoldingWay toPhone = HoldingWay.to(phone.port(), ordeal.latency())) {
      for (String name : List.of("Faktury", "Urzad", "Drafts")) {
        server.makeFolder(name);
      }
      office
          .spec(spec(server.imapPort(), toTarget.address("/hook/erp"), toPhone.address("/ring")))
          .environment(
              "BOX_USER=" + DovecotServer.USER + "\nBOX_PASSWORD=" + DovecotServer.PASSWORD + "\n");
      Map<String, String> delivered = new TreeMap<>();
      // there is always more than one life can do, so that hardly a kill finds nothing at work
      deliver(server, delivered, ordeal.mails() / 2, random);
      int killed = 0;
      int inRecovery = 0;
      for (int life = 0; life < ordeal.kills(); life++) {
        deliver(server, delivered, ordeal.mails() / 2 / ordeal.kills(), random);
        if (life == ordeal.kills() / 2) {
          server.giveUidsAnew("INBOX", random);
        }
        boolean early = life % 10 == 5;
        try (Child child = start(office)) {
          if (early) {
            child.pause(Duration.ofMillis(300 + random.nextInt(1_200)));
            inRecovery++;
          } else {
            child.until(() -> said(child, "works with version"));
            child.pause(Duration.ofMillis(2_000 + random.nextInt(3_000)));
          }
          child.kill();
          killed++;
        }
      }
      deliver(server, delivered, ordeal.mails() - delivered.size(), random);
      try (Child child = start(office)) {
        child.until(() -> ended(office) == ordeal.mails());
        child.terminate();
        child.exitCode();
      }
      assertThat(killed).isEqualTo(ordeal.kills());
      assertThat(inRecovery).isPositive();
      judge(office, server, target, delivered);
      judgeRings(office, phone);
    }
  }

  private static String spec(int port, URI hook, URI phone) {
    return
"""
      autoforge: 1
      name: office
      type: email-triage
      timezone: UTC
      model: {provider: local}
      prompt: {examples: examples.csv}
      categories:
        - {id: invoice, description: Invoices to be booked., priority: 2, actions: [note, tell, file-it]}
        - {id: tax-office, description: Letters from the tax office., priority: 1, actions: [answer, mark, file-tax]}
        - {id: question, description: Questions., priority: 3, actions: [answer]}
        - {id: payroll, description: Wages., priority: 3, actions: [ring]}
        - {id: payment, description: Payments., priority: 3, actions: []}
        - {id: spam, description: Spam., priority: 5, actions: []}
        - {id: other, description: Everything else., priority: 4, actions: [ring]}
      fallback: {category: other, below: 0.2, actions: [ask]}
      source: {type: imap, host: 127.0.0.1, port: %1$d, tls: none, folder: INBOX, auth: {type: password, username: "${BOX_USER}", password: "${BOX_PASSWORD}"}}
      actions:
        ask: {type: review}
        note: {type: file, path: out.jsonl}
        tell: {type: webhook, url: "%2$s", idempotent: true}
        file-it: {type: imap-move, folder: Faktury}
        mark: {type: imap-flag, flag: Urzad}
        file-tax: {type: imap-move, folder: Urzad}
        ring: {type: webhook, url: "%3$s"}
        answer: {type: imap-draft, text: "Dziękujemy za wiadomość.", folder: Drafts}
      schedule: {every: 1s}
      limits: {itemsPerRun: 40, concurrency: 4}
      log: {level: INFO}
"""
        .formatted(port, hook, phone);
  }

  private static Child start(Office office) throws IOException {
    return office.start("run", office.spec().toString(), "--mode", "production");
  }

  private static boolean said(Child child, String words) {
    try {
      return child.err().contains(words);
    } catch (IOException e) {
      return false;
    }
  }

  private static long ended(Office office) {
    try (JournalView view = SqliteView.open(office.state())) {
      long[] count = new long[1];
      view.eachItem(item -> {
        if (isMail(item) && (item.outcome() != null || item.state() == ItemState.WAITING)) {
          count[0]++;
        }
      });
      return count[0];
    }
  }

  /** One that was found again after the folder gave its UIDs anew is journalled as left out. */
  private static boolean isMail(ItemRow item) {
    return item.outcome() != Outcome.SKIPPED;
  }

  /**
   * Some of them bear no Message-ID, or one that another bears too: the number tells them apart.
   */
  private static void deliver(
      DovecotServer server, Map<String, String> delivered, int count, Random random)
      throws IOException {
    String[] texts = {
      "Proszę o ujęcie w rejestrze VAT faktury za usługi transportowe.",
      "Decyzja naczelnika urzędu skarbowego o odsetkach, chcemy się odwołać.",
      "Czy mogą Państwo podać termin złożenia deklaracji?",
      "Lista płac za listopad do sprawdzenia."
    };
    for (int i = 0; i < count; i++) {
      String number = "m%05d".formatted(delivered.size());
      String id =
          switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "Message-ID: <same@acme.example>\r\n";
            default -> "Message-ID: <" + number + "@acme.example>\r\n";
          };
      String text = texts[random.nextInt(texts.length)];
      delivered.put(number, text);
      server.deliver(
          "INBOX",
          ("From: Jan <jan@acme.example>\r\nTo: office@acme.example\r\nDate: Fri, 20 Nov 2026"
                  + " 10:00:00 +0100\r\n"
                  + id
                  + "X-Number: "
                  + number
                  + "\r\nSubject: Sprawa "
                  + number
                  + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                  + text
                  + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void judge(
      Office office, DovecotServer server, TargetsStandIn target, Map<String, String> delivered)
      throws IOException {
    Map<String, List<String>> places = new HashMap<>();
    for (String folder : List.of("INBOX", "Faktury", "Urzad")) {
      for (byte[] mail : server.messages(folder)) {
        places.computeIfAbsent(number(mail), n -> new ArrayList<>()).add(folder);
      }
    }
    assertThat(places.keySet()).as("no mail is lost").isEqualTo(delivered.keySet());
    assertThat(places.values()).as("no mail is doubled").allMatch(all -> all.size() == 1);

    Map<String, ItemRow> items = new HashMap<>();
    Map<String, List<EffectRow>> effects = new HashMap<>();
    try (JournalView view = SqliteView.open(office.state())) {
      view.eachItem(item -> {
        if (isMail(item)) {
          items.put(item.id(), item);
        }
      });
      items.keySet().forEach(id -> effects.put(id, view.effects(id)));
      assertThat(view.firstBrokenLink()).isEmpty();
      assertThat(view.ambiguous())
          .as("only a ring is in doubt")
          .allMatch(KilledMailboxTests::rings);
    }
    assertThat(items).as("each mail is one item").hasSize(delivered.size());

    assertThat(target.duplicates())
        .as("a key that is sent again is the same effect")
        .isNotNegative();
    long told = done(effects, "tell");
    assertThat(target.distinctEffects()).isEqualTo(told);
    Map<String, Integer> lines = new HashMap<>();
    for (String line : office.written()) {
      JsonNode json = JSON.readTree(line);
      lines.merge(json.path("id").asText(), 1, Integer::sum);
    }
    assertThat(lines.values()).as("no line is doubled").allMatch(n -> n == 1);
    assertThat(lines).hasSize((int) done(effects, "note"));

    Map<String, Integer> drafts = new HashMap<>();
    for (byte[] draft : server.messages("Drafts")) {
      drafts.merge(header(draft, "Message-ID").orElse("none"), 1, Integer::sum);
    }
    assertThat(drafts.values()).as("no draft is doubled").allMatch(n -> n == 1);
    assertThat(drafts).hasSize((int) done(effects, "answer"));
    assertThat(count(places, "Faktury")).isEqualTo(done(effects, "file-it"));
    assertThat(count(places, "Urzad")).isEqualTo(done(effects, "file-tax"));
    assertThat(told).isPositive();
    assertThat(drafts).isNotEmpty();
  }

  /**
   * What cannot be repeated safely is never repeated, and a person is asked where it is in doubt.
   */
  private static void judgeRings(Office office, TargetsStandIn phone) throws IOException {
    Map<String, EffectState> rings = new HashMap<>();
    try (JournalView view = SqliteView.open(office.state())) {
      view.eachItem(item ->
          view.effects(item.id()).stream()
              .filter(KilledMailboxTests::rings)
              .forEach(effect -> rings.put(effect.id(), effect.state())));
    }
    assertThat(phone.effects().values()).as("it never rings twice").allMatch(n -> n == 1);
    assertThat(rings.values()).isSubsetOf(EffectState.DONE, EffectState.AMBIGUOUS);
    assertThat(rings.keySet()).containsAll(phone.effects().keySet());
    rings.forEach((effect, state) -> {
      if (state == EffectState.DONE) {
        assertThat(phone.times(effect)).as("a ring that is done").isOne();
      }
    });
    assertThat(rings).containsValue(EffectState.DONE);
  }

  private static boolean rings(EffectRow effect) {
    return effect.action().equals("ring");
  }

  private static long done(Map<String, List<EffectRow>> effects, String action) {
    return effects.values().stream()
        .flatMap(List::stream)
        .filter(e -> e.action().equals(action) && e.state() == EffectState.DONE)
        .count();
  }

  private static long count(Map<String, List<String>> places, String folder) {
    return places.values().stream().filter(all -> all.contains(folder)).count();
  }

  private static String number(byte[] mail) {
    return header(mail, "X-Number").orElse("a mail that nobody delivered");
  }

  private static Optional<String> header(byte[] mail, String name) {
    Matcher found =
        Pattern.compile("(?mi)^" + name + ":\\s*(\\S+)\\s*$")
            .matcher(new String(mail, StandardCharsets.UTF_8));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
