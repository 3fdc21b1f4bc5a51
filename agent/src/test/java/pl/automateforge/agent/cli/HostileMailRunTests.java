package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.hostile.HostileMails;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;

/**
 * A whole agent, in a process of 128 MB of heap, and mails that were made to break it: each comes
 * to an end within half a minute, and the next ordinary one goes through.
 */
@Tag("slow")
@Timeout(900)
class HostileMailRunTests {
  private static final String LIMITS = "limits: {itemTimeout: 30s}\n";

  @TempDir private Path temp;

  @Test
  void survivesEachOfThemInAFolder() throws Exception {
    Office office = new Office(temp).writing().and(LIMITS);
    int hostile = HostileMails.into(office.folder.resolve("mails"), true);
    office.mail("zz-ordinary", "Faktura", Office.INVOICE);

    run(office, hostile + 1);

    assertThat(office.written()).anyMatch(line -> line.contains("\"subject\":\"Faktura\""));
  }

  @Test
  void survivesEachOfThemInAMailbox() throws Exception {
    MailOptions box = MailOptions.DEFAULT;
    try (MailStandIn mail = MailStandIn.start(box, Clock.systemUTC())) {
      Map<String, byte[]> hostile = HostileMails.bytes();
      hostile.values().forEach(mail::deliver);
      mail.deliver(
          ("From: jan@acme.example\r\nSubject: Faktura\r\n"
                  + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
                  + Office.INVOICE)
              .getBytes(StandardCharsets.UTF_8));
      Office office = new Office(temp).writing().and(LIMITS);
      office
          .spec(
              Files.readString(office.spec())
                  .replace(
                      "source: {type: folder, path: mails}",
                      "source: {type: imap, host: 127.0.0.1, port: "
                          + mail.imapPort()
                          + ", tls: none, filter: {since: 3650d}, auth: {type: password, username:"
                          + " \"${BOX_USER}\", password: \"${BOX_PASSWORD}\"}}"))
          .environment("BOX_USER=" + box.user() + "\nBOX_PASSWORD=" + box.password() + "\n");

      run(office, hostile.size() + 1);

      assertThat(office.written()).anyMatch(line -> line.contains("\"subject\":\"Faktura\""));
    }
  }

  private static void run(Office office, int count) throws Exception {
    long start = System.nanoTime();
    try (Child child =
        office.start("run", office.spec().toString(), "--once", "--mode", "production")) {
      assertThat(child.exitCode(Duration.ofMinutes(6))).isZero();
    }
    assertThat((System.nanoTime() - start) / 1_000_000_000).as("seconds").isLessThan(30L * count);
    try (JournalView view = SqliteView.open(office.state())) {
      Map<ItemState, Integer> states = new HashMap<>();
      view.eachFrom(
          "",
          identity -> {
            ItemRow item = view.item(identity.id("office")).orElseThrow();
            states.merge(item.state(), 1, Integer::sum);
            if (item.state() == ItemState.WAITING) {
              assertThat(item.why()).isNotBlank();
            }
          });
      assertThat(states.keySet()).isSubsetOf(ItemState.COMPLETED, ItemState.WAITING);
      assertThat(states.values().stream().mapToInt(n -> n).sum()).isEqualTo(count);
    }
  }
}
