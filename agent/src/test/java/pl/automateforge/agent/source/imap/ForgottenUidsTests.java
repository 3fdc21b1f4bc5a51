package pl.automateforge.agent.source.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.mail.FaultProxy;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.MailSpec;

/** A folder that forgets its UIDs, is made anew, or holds mail that hides behind its headers. */
class ForgottenUidsTests {
  private static final String FOLDER = "Poczta";

  @TempDir Path folder;
  private Mails mails;
  private Mailbox mailbox;
  private ImapSource source;
  private final Set<ItemIdentity> journal = new LinkedHashSet<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Integer> skipped = new HashMap<>();
  private Cursor cursor = Cursor.START;

  @BeforeEach
  void start() throws Exception {
    mails = new Mails(folder);
    mails.dovecot.makeFolder(FOLDER);
    restart();
  }

  @AfterEach
  void stop() {
    if (mailbox != null) {
      mailbox.close();
    }
    if (mails != null) {
      mails.close();
    }
  }

  private void restart() {
    if (mailbox != null) {
      mailbox.close();
    }
    mailbox = mails.mailbox(mails.dovecot.tls());
    source = Mails.source(mailbox, FOLDER);
  }

  private Source.Known known() {
    return SourceContractTests.known(journal);
  }

  private Source.Batch fetch(int limit) throws IOException {
    return source.fetch(cursor, known(), limit);
  }

  private void journal(Source.Batch batch) {
    assertThat(batch.problems()).isEmpty();
    for (SourceItem item : batch.items()) {
      assertThat(journal.add(item.identity())).isTrue();
      taken.merge(item.identity().contentHash(), 1, Integer::sum);
    }
    for (Source.Skipped left : batch.skipped()) {
      assertThat(journal.add(left.identity())).isTrue();
      skipped.merge(left.filter(), 1, Integer::sum);
    }
    cursor = batch.next();
  }

  private void fetchAll(int limit) throws IOException {
    Source.Batch batch = fetch(limit);
    while (!batch.items().isEmpty() || !batch.skipped().isEmpty()) {
      journal(batch);
      batch = fetch(limit);
    }
    journal(batch);
    assertThat(source.backlog(cursor, known())).isZero();
  }

  private Map<String, Integer> onDisk() throws IOException {
    Map<String, Integer> hashes = new HashMap<>();
    for (byte[] message : mails.dovecot.messages(FOLDER)) {
      hashes.merge(Hashes.sha256(message), 1, Integer::sum);
    }
    return hashes;
  }

  @Test
  @Tag("slow")
  void losesAndDoublesNothingOverFiveOfThem() throws Exception {
    Random random = new Random(9);
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 84; i++) {
        mails.dovecot.deliver(FOLDER, hostile(random, round * 1000 + i));
      }
      // a batch that was fetched and never journalled, then one that was
      fetch(20);
      journal(fetch(30));
      if (round < 5) {
        forgetUids();
        restart();
        journal(fetch(7));
        restart();
      }
    }
    fetchAll(50);

    assertThat(onDisk().values().stream().mapToInt(n -> n).sum()).isEqualTo(504);
    assertThat(taken).isEqualTo(onDisk());
  }

  /** Message-IDs are missing, the same for many, or somebody else's; some mails come twice. */
  private static byte[] hostile(Random random, int number) {
    String id =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> "Message-ID: <same@acme.example>\r\n";
          case 2 -> "Message-ID: <" + random.nextInt(5) + "@acme.example>\r\n";
          default -> "Message-ID: <" + number + "@acme.example>\r\n";
        };
    int body = random.nextInt(10) == 0 ? random.nextInt(3) : number;
    return ("Subject: mail\r\n" + id + "\r\nBody " + body + "\r\n")
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void takesWhatComesUnderUidsThatWereUsedBefore() throws Exception {
    deliver("one", "two");
    fetchAll(10);
    makeAnew();
    deliver("three", "four");
    fetchAll(10);
    assertThat(taken).hasSize(4);
    assertThat(skipped).isEmpty();
  }

  @Test
  void findsKnownMailAgainInAFolderThatWasMadeAnew() throws Exception {
    deliver("one", "two", "two");
    fetchAll(10);
    makeAnew();
    deliver("two", "new", "two", "one", "two");
    fetchAll(2);
    assertThat(skipped).containsExactly(Map.entry("uidvalidity", 3));
    assertThat(taken.get(Hashes.sha256(Mails.mail("two")))).isEqualTo(3);
    assertThat(taken.get(Hashes.sha256(Mails.mail("one")))).isEqualTo(1);
    assertThat(taken.get(Hashes.sha256(Mails.mail("new")))).isEqualTo(1);
  }

  @Test
  void findsKnownMailAgainThatComesBackBitByBit() throws Exception {
    deliver("one", "two", "three", "four", "five", "six");
    Instant old = Instant.now().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    mails.dovecot.deliver(FOLDER, Mails.mail("old"), old, "");
    fetchAll(10);
    makeAnew();
    deliver("one", "two", "three");
    fetchAll(10);
    deliver("four", "new", "five", "six");
    mails.dovecot.deliver(FOLDER, Mails.mail("old"), old, "");
    fetchAll(2);
    assertThat(skipped).containsOnly(Map.entry("since", 1), Map.entry("uidvalidity", 7));
    assertThat(taken).hasSize(7);
    assertThat(taken.values()).containsOnly(1);
  }

  @Test
  void takesNewMailUnderTheUidsOfMailThatABackupLacks() throws Exception {
    deliver("one");
    fetchAll(10);
    mailbox.close();
    Path backup = folder.resolve("backup");
    copy(mails.dovecot.makeFolder(FOLDER), backup);
    restart();
    deliver("two", "three", "four");
    fetchAll(10);
    mailbox.close();
    mails.dovecot.stop();
    mails.dovecot.removeFolder(FOLDER);
    copy(backup, mails.dovecot.makeFolder(FOLDER));
    mails.dovecot.start();
    restart();
    deliver("five");
    mails.dovecot.deliver(FOLDER, Mails.mail("read by a person"), Instant.EPOCH, "S");
    fetchAll(1);
    deliver("six", "seven");
    restart();
    fetchAll(10);
    assertThat(taken).hasSize(8).containsKeys(onDisk().keySet().toArray(String[]::new));
    assertThat(taken.values()).containsOnly(1);
    assertThat(skipped).isEmpty();
  }

  /** With its owners and permissions: the server reads it as somebody else. */
  private static void copy(Path from, Path to) throws Exception {
    Process copying =
        new ProcessBuilder("cp", "-aT", from.toString(), to.toString()).inheritIO().start();
    assertThat(copying.waitFor()).isZero();
  }

  @Test
  void findsAnItemUnderItsNewUid() throws Exception {
    deliver("one", "two");
    Source.Batch batch = fetch(10);
    journal(batch);
    ItemIdentity two = batch.items().get(1).identity();
    makeAnew();
    deliver("two", "other");
    restart();

    SourceItem found = Objects.requireNonNull(source.find(two));
    assertThat(found.raw().read(1000)).isEqualTo(Mails.mail("two"));
    assertThat(found.raw().read(1000)).isEqualTo(Mails.mail("two"));
    assertThatThrownBy(() -> source.find(batch.items().getFirst().identity()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("may still be put back");
    ItemIdentity other = new ItemIdentity(two.container(), two.key(), Hashes.sha256("other"));
    ItemIdentity one = fetch(10).items().getFirst().identity();
    assertThatThrownBy(
            () -> source.find(new ItemIdentity(one.container(), one.key(), other.contentHash())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other bytes");
  }

  @Test
  void takesReadMailThatCameAfterTheFirstRunUnderAnotherName() throws Exception {
    openAs("127.0.0.1");
    deliver("one");
    fetchAll(10);
    mails.dovecot.deliver(FOLDER, Mails.mail("read by a person"), Instant.EPOCH, "S");
    openAs("localhost");
    fetchAll(10);
    assertThat(taken).hasSize(2);
    assertThat(skipped).isEmpty();
  }

  private void openAs(String host) {
    mailbox.close();
    MailServer server = mails.dovecot.plain();
    mailbox =
        mails.mailbox(
            new MailServer(host, server.port(), server.tls(), null, server.login(), true));
    source =
        ImapSource.of(
            Mails.spec(FOLDER, true, Duration.ofDays(3)),
            mailbox,
            java.time.Clock.systemUTC(),
            Mails.LIMITS);
  }

  @Test
  void beginsAnewInAMailboxOfWhichNothingIsKnown() throws Exception {
    deliver("one", "two");
    fetchAll(10);
    Instant first = Instant.now().minus(300, ChronoUnit.DAYS);
    cursor =
        new Cursor(
            cursor
                .value()
                .replaceFirst("\"imap\":\"[0-9a-f]+\"", "\"imap\":\"other\"")
                .replaceFirst("\"first\":\"[^\"]+\"", "\"first\":\"" + first + "\""));
    makeAnew();
    mails.dovecot.deliver(FOLDER, Mails.mail("old"), Instant.now().minus(50, ChronoUnit.DAYS), "S");
    deliver("new");
    restart();
    fetchAll(10);
    assertThat(skipped).containsExactly(Map.entry("since", 1));
    assertThat(taken).hasSize(3);
  }

  @Test
  void takesMailWhoseTextLooksLikeALiteral() throws Exception {
    deliver("one");
    mails.dovecot.deliver(
        FOLDER, "Subject: two\r\n\r\nTel. {600123456} or\r\n{600123456}\r\n{9}\r\n");
    deliver("three");
    fetchAll(10);
    assertThat(taken).isEqualTo(onDisk());
  }

  @Test
  void leavesNoMailBehindOneThatBreaksTheConnection() throws Exception {
    try (FaultProxy proxy = new FaultProxy(mails.dovecot.imapPort())) {
      mailbox.close();
      mailbox = mails.mailbox(mails.dovecot.server(proxy.port(), MailSpec.Tls.NONE));
      source = Mails.source(mailbox, FOLDER);
      deliver("one", "poison", "three", "four", "five");
      proxy.set(
          new FaultProxy.Fault.Rewritten(line -> {
            if (line.startsWith("Subject: poison")) {
              proxy.resetAll();
            }
            return line;
          }));
      for (int run = 0; run < 6; run++) {
        fetchBroken();
      }
      assertThat(taken).hasSize(4).doesNotContainKey(Hashes.sha256(Mails.mail("poison")));
    }
  }

  private void fetchBroken() {
    try {
      Source.Batch batch = fetch(10);
      journal(new Source.Batch(batch.items(), batch.next(), List.of(), batch.skipped()));
    } catch (IOException e) {
      assertThat(e).isInstanceOf(MailException.class);
    }
  }

  @Test
  void takesNoOthersMailForTheTrials() throws Exception {
    try (FaultProxy proxy = new FaultProxy(mails.dovecot.imapPort())) {
      mailbox.close();
      mailbox = mails.mailbox(mails.dovecot.server(proxy.port(), MailSpec.Tls.NONE));
      source = Mails.source(mailbox, FOLDER);
      proxy.set(
          new FaultProxy.Fault.Rewritten(line -> {
            if (!line.contains("[APPENDUID")) {
              return line;
            }
            try {
              deliver("a client's");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return line.replaceFirst("\\[APPENDUID[^]]*] ", "");
          }));
      Source.Planted planted = source.plant(Mails.mail("trial")).orElseThrow();
      assertThat(planted.item().raw().read(1000)).isEqualTo(Mails.mail("trial"));
      assertThat(planted.remove()).contains("removed");
      assertThat(mails.dovecot.messages(FOLDER)).containsExactly(Mails.mail("a client's"));
    }
  }

  @Test
  void leavesOldMailOutOfTheFirstRunAndOfNoLaterOne() throws Exception {
    Instant old = Instant.now().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    mails.dovecot.deliver(FOLDER, Mails.mail("old"), old, "");
    mails.dovecot.deliver(FOLDER, Mails.mail("new"));
    fetchAll(10);
    assertThat(skipped).containsExactly(Map.entry("since", 1));
    mails.dovecot.deliver(FOLDER, Mails.mail("moved in"), old, "");
    fetchAll(10);
    assertThat(taken.keySet())
        .containsExactlyInAnyOrder(
            Hashes.sha256(Mails.mail("new")), Hashes.sha256(Mails.mail("moved in")));

    forgetUids();
    fetchAll(10);
    assertThat(taken).hasSize(2);
    assertThat(skipped).containsEntry("uidvalidity", 2).containsEntry("since", 2);
  }

  @Test
  void leavesReadMailOutOfTheFirstRunWhereItShould() throws Exception {
    Mailbox own = mailbox;
    source =
        ImapSource.of(
            Mails.spec(FOLDER, true, Duration.ofDays(3)),
            own,
            java.time.Clock.systemUTC(),
            Mails.LIMITS);
    mails.dovecot.deliver(FOLDER, Mails.mail("read"), Instant.EPOCH, "S");
    deliver("unread");
    fetchAll(10);
    mails.dovecot.deliver(FOLDER, Mails.mail("read on the phone"), Instant.EPOCH, "S");
    fetchAll(10);
    assertThat(skipped).containsExactly(Map.entry("unseen", 1));
    assertThat(taken).hasSize(2);
  }

  @Test
  void takesAnotherAccountsMailUnderTheSameUids() throws Exception {
    deliver("one", "two");
    fetchAll(10);
    List<ItemIdentity> others = new ArrayList<>();
    for (ItemIdentity item : journal) {
      others.add(
          new ItemIdentity(item.container(), item.key(), Hashes.sha256("other " + item.key())));
    }
    // what the journal knows is another mailbox's, whose folder counted in the same way
    journal.clear();
    journal.addAll(others);
    taken.clear();
    cursor =
        new Cursor(cursor.value().replaceFirst("\"imap\":\"[0-9a-f]+\"", "\"imap\":\"other\""));
    restart();
    fetchAll(10);
    assertThat(taken).isEqualTo(onDisk());
    assertThat(skipped).isEmpty();
  }

  @Test
  void marksSettledMailWithoutReadingIt() throws Exception {
    deliver("one", "two");
    Source.Batch batch = fetch(10);
    journal(batch);
    source.settle(batch.items().getFirst().identity());
    fetch(10);
    List<Long> marked =
        mailbox.read(
            Duration.ofSeconds(10),
            session -> {
              session.select(FOLDER);
              assertThat(session.search("SEEN")).isEmpty();
              return session.search("KEYWORD $AutoForge");
            });
    assertThat(marked).hasSize(1);
  }

  @Test
  void takesTheMailOfATrialAwayFromWhereverItWasMoved() throws Exception {
    deliver("one");
    mails.dovecot.makeFolder("Faktury");
    Source.Planted planted = source.plant(Mails.mail("trial")).orElseThrow();
    assertThat(fetch(10).items()).hasSize(2);
    mailbox.<Object>work(
        Duration.ofSeconds(10),
        session -> {
          session.select(FOLDER);
          return session.move(Container.uid(planted.item().identity().key()), "Faktury");
        });
    assertThat(planted.remove()).contains("Faktury");
    assertThat(mails.dovecot.messages("Faktury")).isEmpty();
    assertThat(mails.dovecot.messages(FOLDER)).hasSize(1);
  }

  @Test
  void passesOverMailThatAPersonMovesMeanwhile() throws Exception {
    deliver("one", "two", "three");
    Source.Batch batch = fetch(2);
    for (Path file : mails.dovecot.files(FOLDER)) {
      Files.delete(file);
    }
    journal(batch);
    fetchAll(10);
    assertThat(taken).hasSize(2);
    assertThat(source.find(batch.items().getFirst().identity())).isNull();
  }

  /** With the server down: one that runs writes down what it remembers of the folder. */
  private void forgetUids() throws IOException {
    mails.dovecot.stop();
    mails.dovecot.rotateUidValidity(FOLDER);
    mails.dovecot.start();
  }

  private void makeAnew() throws IOException {
    mails.dovecot.stop();
    mails.dovecot.removeFolder(FOLDER);
    mails.dovecot.makeFolder(FOLDER);
    mails.dovecot.start();
  }

  private void deliver(String... subjects) throws IOException {
    for (String subject : subjects) {
      mails.dovecot.deliver(FOLDER, Mails.mail(subject));
    }
  }
}
