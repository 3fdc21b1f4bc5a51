package pl.automateforge.agent.source.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.FaultProxy;
import pl.automateforge.agent.mail.FaultProxy.Fault;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.MailSpec;

/**
 * Whatever an IMAP server or the network does, nothing stalls in silence: within two polls a poll
 * fails with a sentence and a cure, or takes what nobody announced. Once the fault is over, the
 * next poll takes everything, and nothing twice.
 */
@Tag("slow")
class StallTests {
  private static final int BEFORE = 3;
  private static final int MEANWHILE = 4;

  @TempDir static Path folder;
  private static Mails mails;
  private static FaultProxy proxy;
  private static int tests;

  private final String name = "Poczta/" + tests++;
  private final Set<ItemIdentity> journal = new LinkedHashSet<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private Cursor cursor = Cursor.START;
  private Mailbox mailbox;
  private ImapSource source;

  @BeforeAll
  static void startServer() throws Exception {
    mails = new Mails(folder, Duration.ofMillis(700));
    proxy = new FaultProxy(mails.dovecot.imapPort());
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (mails != null) {
      proxy.close();
      mails.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    proxy.set(Fault.none());
    mails.dovecot.makeFolder(name);
    mailbox = mails.mailbox(mails.dovecot.server(proxy.port(), MailSpec.Tls.NONE));
    ImapLimits quick = new ImapLimits(100, 10, 1024 * 1024, 64 * 1024, Duration.ofSeconds(2), 100);
    source =
        ImapSource.of(
            Mails.spec(name, false, Duration.ofDays(3)), mailbox, Clock.systemUTC(), quick);
  }

  @AfterEach
  void stop() {
    mailbox.close();
  }

  /** A fault, and whether the connection that is there meets it or a fresh one does. */
  record Case(String name, Fault fault, boolean fresh) {
    @Override
    public String toString() {
      return name;
    }
  }

  static java.util.stream.Stream<Case> cases() {
    Map<String, Fault> kept = new LinkedHashMap<>();
    kept.put("half-open", new Fault.HalfOpen());
    kept.put("one byte a second", new Fault.Dripping(1000));
    kept.put("one byte each tenth of a second", new Fault.Dripping(100));
    kept.put("cut in the middle of a literal", new Fault.CutAfter(0, false));
    kept.put("late by more than the timeout", new Fault.Delayed(1500));
    kept.put("NO on SELECT", answer("OK [READ-WRITE] Select", "NO Mailbox is locked"));
    kept.put("NO on SEARCH", answer("OK Search completed", "NO [SERVERBUG] Internal error"));
    kept.put("NO on FETCH", answer("OK Fetch completed", "NO [SERVERBUG] Internal error"));
    kept.put("BAD on FETCH", answer("OK Fetch completed", "BAD Error in IMAP command"));
    kept.put("BYE in the middle", untagged(" SEARCH", "* BYE Server shutting down\r\n"));
    kept.put("SEARCH without an answer", untagged(" SEARCH", ""));
    kept.put("bodies left out", untagged("BODY[]", "* 1 FETCH (FLAGS ())\r\n"));
    kept.put("a literal of 2 GB", untagged("BODY[]", "* 1 FETCH (UID 1 BODY[] {2147483640}\r\n"));
    kept.put("no UIDVALIDITY", untagged("UIDVALIDITY", ""));
    Map<String, Fault> fresh = new LinkedHashMap<>();
    fresh.put("dropped", new Fault.Dropped());
    fresh.put("silence", new Fault.Silent());
    fresh.put("a greeting and silence", new Fault.GreetingOnly());
    fresh.put("reset while logging in", new Fault.CutAfter(200, true));
    fresh.put("login revoked", answer("OK [CAPABILITY", "NO [AUTHENTICATIONFAILED] No\r\n"));
    fresh.put(
        "too many connections",
        answer("OK [CAPABILITY", "NO [LIMIT] Maximum number of connections exceeded\r\n"));
    fresh.put(
        "over quota",
        answer("OK [CAPABILITY", "NO [OVERQUOTA] Account exceeded bandwidth limits\r\n"));
    fresh.put(
        "a web page in place of a greeting", untagged("* OK", "HTTP/1.1 400 Bad Request\r\n"));
    fresh.put("BYE in place of a greeting", untagged("* OK", "* BYE Too busy\r\n"));
    return java.util.stream.Stream.concat(
        kept.entrySet().stream().map(e -> new Case(e.getKey(), e.getValue(), false)),
        fresh.entrySet().stream().map(e -> new Case(e.getKey(), e.getValue(), true)));
  }

  /** Changes tagged answers that begin so. */
  private static Fault answer(String begins, String instead) {
    return rewritten(line -> {
      int at = line.indexOf(' ');
      boolean tagged = at > 0 && !line.startsWith("*") && line.startsWith(begins, at + 1);
      return tagged ? line.substring(0, at + 1) + instead.strip() + "\r\n" : line;
    });
  }

  private static Fault untagged(String holds, String instead) {
    return rewritten(line -> line.startsWith("* ") && line.contains(holds) ? instead : line);
  }

  private static Fault rewritten(UnaryOperator<String> change) {
    return new Fault.Rewritten(change);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isNoticedWithinTwoPollsAndLosesNothing(Case fault) throws Exception {
    deliver(BEFORE);
    assertThat(poll()).isEqualTo(BEFORE);
    if (fault.fresh()) {
      proxy.resetAll();
    }
    proxy.set(fault.fault());
    deliver(MEANWHILE);

    boolean first = notices();
    boolean noticed = first || notices();
    proxy.set(Fault.none());
    int after = 0;
    for (int last = poll(); last > 0; last = poll()) {
      after += last;
    }

    assertThat(noticed).as("noticed within two polls").isTrue();
    assertThat(after).isLessThanOrEqualTo(MEANWHILE);
    assertThat(taken).isEqualTo(onDisk());
    assertThat(source.backlog(cursor, known())).isZero();
    assertThat(proxy.openConnections()).isLessThanOrEqualTo(2);
  }

  /** Whether a poll of now fails with a sentence, shows a backlog, or takes all there is. */
  private boolean notices() throws IOException {
    try {
      Source.Batch batch = journal(source.fetch(cursor, known(), 50));
      return !batch.problems().isEmpty()
          || source.backlog(cursor, known()) > 0
          || taken.equals(onDisk());
    } catch (MailException e) {
      assertThat(e).hasMessageContaining(DovecotServer.USER);
      assertThat(e.cure()).isNotBlank();
      return true;
    }
  }

  private int poll() throws IOException {
    return journal(source.fetch(cursor, known(), 50)).items().size();
  }

  private Source.Batch journal(Source.Batch batch) {
    batch
        .items()
        .forEach(item -> {
          assertThat(journal.add(item.identity())).as("taken once").isTrue();
          taken.merge(item.identity().contentHash(), 1, Integer::sum);
        });
    cursor = batch.next();
    return batch;
  }

  private Source.Known known() {
    return SourceContractTests.known(journal);
  }

  private void deliver(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      mails.dovecot.deliver(name, Mails.mail("mail " + mails.dovecot.files(name).size()));
    }
  }

  private Map<String, Integer> onDisk() throws IOException {
    Map<String, Integer> hashes = new HashMap<>();
    for (Path file : mails.dovecot.files(name)) {
      hashes.merge(Hashes.sha256(Files.readAllBytes(file)), 1, Integer::sum);
    }
    return hashes;
  }
}
