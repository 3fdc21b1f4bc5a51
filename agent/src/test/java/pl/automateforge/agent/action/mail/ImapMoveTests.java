package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.spec.MailSpec;

class ImapMoveTests {
  private ImapLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new ImapLab("");
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private ImapMoveAction move() {
    return new ImapMoveAction("file-invoice", lab.folders(), ImapLab.BILLS);
  }

  private static String receipt(EffectResult result) {
    assertThat(result).isInstanceOf(EffectResult.Done.class);
    return ((EffectResult.Done) result).receipt();
  }

  @Test
  void saysWhereTheMailIsNow() throws Exception {
    Action move = move();
    EffectRequest request = lab.request("one");

    String receipt = receipt(move.perform(request, false));

    MailPlace place = MailPlace.in(receipt).orElseThrow();
    byte[] mail = ImapLab.mail("one");
    assertThat(place.identity(request.origin().identity().contentHash()))
        .isEqualTo(lab.identityNow(ImapLab.BILLS, mail));
    assertThat(move.effectClass()).isEqualTo(EffectClass.A);
    assertThat(
            lab.<Object>person(s -> {
              s.select(ImapLab.BILLS);
              return s.search("KEYWORD $AutoForge").size();
            }))
        .isEqualTo(1);
  }

  @Test
  void leavesAloneWhatAPersonMovedOrDeleted() throws Exception {
    Action move = move();
    EffectRequest moved = lab.request("moved");
    EffectRequest deleted = lab.request("deleted");
    lab.personMoves(ImapLab.mail("moved"), "INBOX", ImapLab.OTHER);
    lab.person(s -> {
      long uid = ImapLab.uid(s, "INBOX", ImapLab.mail("deleted"));
      s.mark(List.of(uid), true, "\\Deleted");
      s.expunge(uid);
      return "";
    });

    assertThat(receipt(move.perform(moved, false))).contains("somebody moved or deleted it");
    assertThat(receipt(move.perform(deleted, false))).contains("somebody moved or deleted it");
    assertThat(lab.count(ImapLab.OTHER, ImapLab.mail("moved"))).isOne();
    assertThat(lab.dovecot.messages(ImapLab.BILLS)).isEmpty();
  }

  @Test
  void isDoneWhereAPersonMovedItToTheSameFolder() throws Exception {
    Action move = move();
    EffectRequest request = lab.request("one");
    lab.personMoves(ImapLab.mail("one"), "INBOX", ImapLab.BILLS);

    assertThat(MailPlace.in(receipt(move.perform(request, false)))).isPresent();
    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("one"))).isOne();
  }

  @Test
  void goesOnFromTheReviewFolder() throws Exception {
    Action move = move();
    EffectRequest request = lab.request("one");
    new ReviewFolder("ask", lab.folders(), ImapLab.WAIT).perform(request, false);
    assertThat(lab.count(ImapLab.WAIT, ImapLab.mail("one"))).isOne();

    receipt(move.perform(request, false));

    assertThat(lab.count(ImapLab.WAIT, ImapLab.mail("one"))).isZero();
    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("one"))).isOne();
  }

  @Test
  void goesOnFromAnEarlierMoveOfItsOwn() throws Exception {
    Action move = move();
    EffectRequest request = lab.request("one");
    receipt(move.perform(request, false));

    receipt(new ImapMoveAction("then", lab.folders(), ImapLab.OTHER).perform(request, false));

    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("one"))).isZero();
    assertThat(lab.count(ImapLab.OTHER, ImapLab.mail("one"))).isOne();
  }

  @Test
  void leavesWhatAPersonMovedOnAfterAnAttemptThatWasCutOff() throws Exception {
    Action move = move();
    EffectRequest request = lab.request("one");
    receipt(move.perform(request, false));
    lab.personMoves(ImapLab.mail("one"), ImapLab.BILLS, ImapLab.OTHER);

    assertThat(receipt(move.perform(request, true))).contains("not moved again", "INBOX.Umowy");

    assertThat(lab.count(ImapLab.OTHER, ImapLab.mail("one"))).isOne();
    assertThat(lab.dovecot.messages(ImapLab.BILLS)).isEmpty();
  }

  @Test
  void laysNothingBackThatAPersonFiledAfterAnAttemptThatWasCutOff() throws Exception {
    ReviewFolder review = new ReviewFolder("ask", lab.folders(), ImapLab.WAIT);
    EffectRequest request = lab.request("one");
    receipt(review.perform(request, false));
    lab.personMoves(ImapLab.mail("one"), ImapLab.WAIT, ImapLab.OTHER);

    assertThat(receipt(review.perform(request, true))).contains("not moved again");

    assertThat(lab.count(ImapLab.OTHER, ImapLab.mail("one"))).isOne();
    assertThat(lab.dovecot.messages(ImapLab.WAIT)).isEmpty();
  }

  @Test
  void goesOnFromTheReviewFolderWhenItIsRepeated() throws Exception {
    EffectRequest request = lab.request("one");
    receipt(new ReviewFolder("ask", lab.folders(), ImapLab.WAIT).perform(request, false));

    receipt(move().perform(request, true));

    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("one"))).isOne();
  }

  @Test
  void findsTheMailAfterItsUidsWereLost() throws Exception {
    Action move = move();
    EffectRequest first = lab.request("first");
    EffectRequest second = lab.request("second");
    lab.mailbox.close();
    lab.stopServer();
    lab.dovecot.rotateUidValidity("INBOX");
    lab.dovecot.deliver("INBOX", ImapLab.mail("before all"));
    lab.startServer();
    try (Mailbox again = lab.mailbox(lab.dovecot.plain())) {
      move = new ImapMoveAction("file-invoice", lab.folders(again), ImapLab.BILLS);
      receipt(move.perform(second, false));
      receipt(move.perform(first, false));
    }

    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("first"))).isOne();
    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("second"))).isOne();
    assertThat(lab.dovecot.messages("INBOX")).hasSize(1);
  }

  @Test
  void movesEachOfTwoMailsWithTheSameBytes() throws Exception {
    Action move = move();
    byte[] mail = ImapLab.mail("twin");
    lab.dovecot.deliver("INBOX", mail);
    EffectRequest one = lab.request("twin", lab.identityNow("INBOX", mail), mail);
    lab.dovecot.deliver("INBOX", mail);
    receipt(move.perform(one, false));
    EffectRequest two = lab.request("twin", lab.identityNow("INBOX", mail), mail);
    assertThat(two.effect()).isNotEqualTo(one.effect());
    receipt(move.perform(one, true));
    assertThat(lab.count("INBOX", mail)).isOne();
    receipt(move.perform(two, false));

    assertThat(lab.count(ImapLab.BILLS, mail)).isEqualTo(2);
    assertThat(lab.count("INBOX", mail)).isZero();
  }

  @Test
  void refusesAFolderThatIsMissingAndProposesOne() throws Exception {
    EffectRequest request = lab.request("one");

    EffectResult result = new ImapMoveAction("x", lab.folders(), "Fakury").perform(request, false);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused ->
                assertThat(refused.cause())
                    .contains("there is no folder 'Fakury'", "INBOX.Faktury"));
    assertThat(lab.dovecot.foldersOnDisk()).doesNotContain("Fakury");
    assertThat(lab.count("INBOX", ImapLab.mail("one"))).isOne();
  }

  @Test
  void staysOfClassBWhereTheServerCouldNotBeAskedAtFirst() throws Exception {
    lab.mailbox.close();
    lab.stopServer();
    try (Mailbox mailbox =
        lab.mailbox(lab.dovecot.server(lab.dovecot.imapPort(), MailSpec.Tls.NONE))) {
      Action move = new ImapMoveAction("x", lab.folders(mailbox), ImapLab.BILLS);
      assertThat(move.effectClass()).isEqualTo(EffectClass.B);
      lab.startServer();
      assertThat(move.check().detail()).contains("MOVE");
      assertThat(move.effectClass()).isEqualTo(EffectClass.B);
    }
  }

  @Test
  void leavesTheOriginalMarkedWhereNoSingleMailCanBeRemoved() throws Exception {
    lab.close();
    lab = new ImapLab(ImapLab.WITHOUT_UIDPLUS);
    Action move = move();
    EffectRequest request = lab.request("one");
    lab.request("marked by somebody");
    lab.person(s -> {
      long uid = ImapLab.uid(s, "INBOX", ImapLab.mail("marked by somebody"));
      s.mark(List.of(uid), true, "\\Deleted");
      return "";
    });

    assertThat(receipt(move.perform(request, false))).contains("stays marked as deleted");

    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("one"))).isOne();
    assertThat(lab.count("INBOX", ImapLab.mail("marked by somebody"))).isOne();
  }
}
