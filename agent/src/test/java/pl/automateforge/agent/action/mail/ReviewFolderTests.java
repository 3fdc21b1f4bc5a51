package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.ReviewDesk.Laid;
import pl.automateforge.agent.action.ReviewDesk.Taken;
import pl.automateforge.agent.mail.Mailbox;

class ReviewFolderTests {
  private ImapLab lab;
  private ReviewFolder review;

  @BeforeEach
  void open() throws Exception {
    lab =
        new ImapLab(
            "namespace inbox {\n  mailbox Kosz {\n    special_use = \\Trash\n    auto = create\n  }\n}");
    review = new ReviewFolder("ask-person", lab.folders(), ImapLab.WAIT);
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private Laid lay(String word) throws Exception {
    return lay(lab.request(word));
  }

  private Laid lay(EffectRequest request) {
    EffectResult result = review.perform(request, false);
    assertThat(result).isInstanceOf(EffectResult.Done.class);
    return new Laid(
        request.item(),
        request.origin().identity(),
        request.origin().size(),
        ((EffectResult.Done) result).receipt());
  }

  private void take(String word, String to) throws Exception {
    lab.personMoves(ImapLab.mail(word), ImapLab.WAIT, to);
  }

  @Test
  void seesWhereEachMailWasMoved() throws Exception {
    Laid waits = lay("waits");
    Laid bill = lay("bill");
    Laid back = lay("back");
    Laid odd = lay("odd");
    lab.dovecot.makeFolder("Inne/Stare");
    take("bill", ImapLab.BILLS);
    take("back", "INBOX");
    take("odd", "Inne/Stare");

    assertThat(review.taken(List.of(waits, bill, back, odd)))
        .containsOnlyKeys(bill.item(), back.item(), odd.item())
        .containsEntry(bill.item(), new Taken(ImapLab.BILLS, null))
        .containsEntry(
            back.item(), new Taken("INBOX", lab.identityNow("INBOX", ImapLab.mail("back"))))
        .containsEntry(odd.item(), new Taken("INBOX.Inne.Stare", null));
  }

  @Test
  void goesOnWaitingInAnotherReviewFolder() throws Exception {
    String desk = "Biurko szefa";
    lab.dovecot.makeFolder(desk);
    MailFolders folders =
        new MailFolders(
            lab.mailbox, List.of(ImapLab.BILLS), List.of(ImapLab.WAIT, desk), ImapLab.LONG);
    review = new ReviewFolder("ask-person", folders, ImapLab.WAIT);
    Laid item = lay("one");
    take("one", desk);

    assertThat(review.taken(List.of(item))).isEmpty();

    lab.personMoves(ImapLab.mail("one"), desk, ImapLab.BILLS);
    assertThat(review.taken(List.of(item)))
        .containsEntry(item.item(), new Taken(ImapLab.BILLS, null));
  }

  @Test
  void takesTheTrashForDeleted() throws Exception {
    Laid gone = lay("gone");
    Laid thrown = lay("thrown");
    Laid marked = lay("marked");
    take("thrown", "Kosz");
    lab.person(s -> {
      long uid = ImapLab.uid(s, ImapLab.WAIT, ImapLab.mail("gone"));
      s.mark(List.of(uid), true, "\\Deleted");
      s.expunge(uid);
      s.mark(List.of(ImapLab.uid(s, ImapLab.WAIT, ImapLab.mail("marked"))), true, "\\Deleted");
      return "";
    });

    assertThat(review.taken(List.of(gone, thrown, marked)).values())
        .hasSize(3)
        .containsOnly(new Taken("", null));
  }

  @Test
  void waitsForTheSecondStepOfAMove() throws Exception {
    Laid item = lay("one");
    lab.person(s -> {
      s.copy(ImapLab.uid(s, ImapLab.WAIT, ImapLab.mail("one")), ImapLab.BILLS);
      return "";
    });
    assertThat(review.taken(List.of(item))).isEmpty();

    lab.person(s -> {
      long uid = ImapLab.uid(s, ImapLab.WAIT, ImapLab.mail("one"));
      s.mark(List.of(uid), true, "\\Deleted");
      s.expunge(uid);
      return "";
    });
    assertThat(review.taken(List.of(item)))
        .containsEntry(item.item(), new Taken(ImapLab.BILLS, null));
  }

  @Test
  void findsWaitingMailAfterItsUidsWereLost() throws Exception {
    Laid item = lay("one");
    lab.mailbox.close();
    lab.stopServer();
    lab.dovecot.rotateUidValidity(ImapLab.WAIT);
    lab.startServer();
    try (Mailbox again = lab.mailbox(lab.dovecot.plain())) {
      assertThat(new ReviewFolder("ask", lab.folders(again), ImapLab.WAIT).taken(List.of(item)))
          .isEmpty();
    }
  }

  @Test
  void saysThatThereAreTooManyFoldersToSearch() throws Exception {
    for (String name : List.of("Klient 1", "Klient 2", "Klient 3")) {
      lab.dovecot.makeFolder(name);
    }
    List<Laid> laid = List.of(lay("odd"), lay("bill"));
    take("odd", "Klient 2");
    take("bill", ImapLab.BILLS);

    assertThat(look(laid, 2))
        .containsExactly(Map.entry(laid.getLast().item(), new Taken(ImapLab.BILLS, null)));
    assertThatThrownBy(() -> look(laid.subList(0, 1), 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 mails out of the folder 'AI - do decyzji'")
        .hasMessageContaining("2 at most");
    assertThat(look(laid.subList(0, 1), 10)).containsValue(new Taken("INBOX.Klient 2", null));
  }

  private Map<String, Taken> look(List<Laid> laid, int mostFolders) throws IOException {
    return lab.mailbox.<Map<String, Taken>>read(
        ImapLab.LONG, s -> new ReviewLook(s, lab.folders(), ImapLab.WAIT, mostFolders).taken(laid));
  }

  @Test
  void tellsTwinsApartByTheirNumber() throws Exception {
    byte[] mail = ImapLab.mail("twin");
    List<Laid> laid = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      lab.dovecot.deliver("INBOX", mail);
      laid.add(lay(lab.request("twin", lab.identityNow("INBOX", mail), mail)));
    }
    take("twin", ImapLab.BILLS);
    assertThat(review.taken(laid)).hasSize(1).containsValue(new Taken(ImapLab.BILLS, null));

    take("twin", ImapLab.OTHER);
    assertThat(review.taken(laid).values())
        .containsExactlyInAnyOrder(new Taken(ImapLab.BILLS, null), new Taken(ImapLab.OTHER, null));
  }

  @Test
  void failsWhereTheMailboxCannotBeRead() throws Exception {
    Laid item = lay("one");
    lab.stopServer();

    assertThatThrownBy(() -> review.taken(List.of(item))).isInstanceOf(IOException.class);
  }

  @Test
  void asksNobodyAboutNothing() throws Exception {
    lab.stopServer();

    assertThat(review.taken(List.of())).isEmpty();
  }
}
