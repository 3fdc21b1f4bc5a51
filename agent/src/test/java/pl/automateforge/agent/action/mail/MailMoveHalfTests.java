package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.action.Action.Probe;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.mail.Mailbox;

/** A server without MOVE: a move has steps, and a process may end between any two of them. */
class MailMoveHalfTests {
  private static final byte[] MAIL = ImapLab.mail("one");

  private ImapLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new ImapLab(ImapLab.WITHOUT_MOVE);
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private String key(EffectRequest request) {
    return "af-" + request.effect().substring(0, 8);
  }

  /** What an attempt that was cut off after so many steps left behind. */
  private void leave(EffectRequest request, int steps, int copies) throws Exception {
    lab.person(s -> {
      long uid = ImapLab.uid(s, "INBOX", MAIL);
      if (steps > 0) {
        s.mark(List.of(uid), true, "$AutoForge", key(request));
      }
      for (int i = 0; i < copies; i++) {
        s.copy(uid, ImapLab.BILLS);
      }
      if (steps > 2) {
        s.mark(List.of(uid), true, "\\Deleted");
      }
      if (steps > 3) {
        s.expunge(uid);
      }
      return "";
    });
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "2, 2", "3, 1", "4, 1", "4, 2"})
  void endsWithOneCopyWhereverItWasCutOff(int steps, int copies) throws Exception {
    EffectRequest request = lab.request("one");
    leave(request, steps, copies);
    assertThat(lab.dovecot.files(ImapLab.BILLS)).hasSize(copies);
    FolderMove move = new FolderMove(lab.folders(), ImapLab.BILLS);

    Probe probe = move.probe(request);

    if (copies == 0) {
      assertThat(probe).isInstanceOf(Probe.Absent.class);
      assertThat(move.perform(request, false)).isInstanceOf(EffectResult.Done.class);
    } else {
      assertThat(probe)
          .isInstanceOfSatisfying(
              Probe.Found.class, found -> assertThat(MailPlace.in(found.receipt())).isPresent());
    }
    assertThat(lab.count(ImapLab.BILLS, MAIL)).isOne();
    assertThat(lab.count("INBOX", MAIL)).isZero();
    assertThat(keyed(request)).isZero();
    assertThat(move.probe(request)).isInstanceOf(Probe.Found.class);
  }

  private int keyed(EffectRequest request) throws Exception {
    return lab.<Integer>person(s -> {
      s.select(ImapLab.BILLS);
      return s.search("KEYWORD " + key(request)).size();
    });
  }

  @Test
  void endsTheHalfThatARepetitionFinds() throws Exception {
    EffectRequest request = lab.request("one");
    leave(request, 2, 1);

    assertThat(new FolderMove(lab.folders(), ImapLab.BILLS).perform(request, false))
        .isInstanceOf(EffectResult.Done.class);

    assertThat(lab.count(ImapLab.BILLS, MAIL)).isOne();
    assertThat(lab.count("INBOX", MAIL)).isZero();
  }

  @Test
  void keepsATwinThatWasThereBefore() throws Exception {
    lab.dovecot.deliver(ImapLab.BILLS, MAIL);
    EffectRequest request = lab.request("one");
    FolderMove move = new FolderMove(lab.folders(), ImapLab.BILLS);

    assertThat(move.probe(request)).isInstanceOf(Probe.Absent.class);
    assertThat(move.perform(request, false)).isInstanceOf(EffectResult.Done.class);

    assertThat(lab.count(ImapLab.BILLS, MAIL)).isEqualTo(2);
    assertThat(lab.count("INBOX", MAIL)).isZero();
  }

  @Test
  void cannotTellWhereTheServerIsAway() throws Exception {
    EffectRequest request = lab.request("one");
    try (Mailbox mailbox = lab.mailbox(lab.dovecot.plain())) {
      lab.stopServer();
      assertThat(new FolderMove(lab.folders(mailbox), ImapLab.BILLS).probe(request))
          .isInstanceOf(Probe.CannotTell.class);
    }
  }
}
