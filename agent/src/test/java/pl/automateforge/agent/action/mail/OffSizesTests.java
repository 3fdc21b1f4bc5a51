package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.ReviewDesk.Laid;
import pl.automateforge.agent.action.ReviewDesk.Taken;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.spec.MailSpec;

/** A server whose sizes are not those of the mails' bytes. */
class OffSizesTests {
  private ImapLab lab;
  private OffSizes proxy;
  private Mailbox mailbox;

  @BeforeEach
  void open() throws Exception {
    lab = new ImapLab("");
    proxy = new OffSizes(lab.dovecot.imapPort());
    mailbox = lab.mailbox(lab.dovecot.server(proxy.port(), MailSpec.Tls.NONE));
  }

  @AfterEach
  void close() throws Exception {
    if (lab != null) {
      mailbox.close();
      proxy.close();
      lab.close();
    }
  }

  private Laid lay(String word) throws Exception {
    EffectRequest request = lab.request(word);
    EffectResult result = review().perform(request, false);
    assertThat(result).isInstanceOf(EffectResult.Done.class);
    return new Laid(
        request.item(),
        request.origin().identity(),
        request.origin().size(),
        ((EffectResult.Done) result).receipt());
  }

  private ReviewFolder review() {
    return new ReviewFolder("ask", lab.folders(mailbox), ImapLab.WAIT);
  }

  @Test
  void seesWhatAPersonTookAndWhatWasDeleted() throws Exception {
    Laid bill = lay("bill");
    Laid gone = lay("gone");
    lab.dovecot.deliver(ImapLab.BILLS, ImapLab.mail("another one of those"));
    lab.personMoves(ImapLab.mail("bill"), ImapLab.WAIT, ImapLab.BILLS);
    lab.person(s -> {
      long uid = ImapLab.uid(s, ImapLab.WAIT, ImapLab.mail("gone"));
      s.mark(List.of(uid), true, "\\Deleted");
      s.expunge(uid);
      return "";
    });

    assertThat(review().taken(List.of(bill, gone)))
        .containsEntry(bill.item(), new Taken(ImapLab.BILLS, null))
        .containsEntry(gone.item(), new Taken("", null));
  }

  @Test
  void movesOnWhatWaited() throws Exception {
    lay("one");

    new ImapMoveAction("file", lab.folders(mailbox), ImapLab.BILLS)
        .perform(lab.request("one"), false);

    assertThat(lab.count(ImapLab.BILLS, ImapLab.mail("one"))).isOne();
    assertThat(lab.dovecot.messages(ImapLab.WAIT)).isEmpty();
  }
}
