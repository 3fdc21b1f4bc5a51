package pl.automateforge.agent.action.mail;

import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.spec.MailSpec;

/** By a server with MOVE. */
class ImapMoveContractTests extends ActionContractTests {
  ImapLab lab;
  private final Map<String, EffectRequest> requests = new HashMap<>();
  private Action action;

  String extra() {
    return "";
  }

  @BeforeEach
  void open() throws Exception {
    lab = new ImapLab(extra());
    action = new ImapMoveAction("file-invoice", lab.folders(), ImapLab.BILLS);
  }

  @AfterEach
  void close() {
    if (lab != null) {
      action.close();
      lab.close();
    }
  }

  @Override
  protected EffectRequest request(String word) {
    return requests.computeIfAbsent(
        word,
        w -> {
          try {
            return lab.request(w);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    return new ImapMoveAction("file-invoice", lab.folders(nowhere()), ImapLab.BILLS);
  }

  private Mailbox nowhere() {
    try (ServerSocket free = new ServerSocket(0)) {
      return lab.mailbox(lab.dovecot.server(free.getLocalPort(), MailSpec.Tls.NONE));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return requests.entrySet().stream()
        .filter(entry -> entry.getValue().effect().equals(effect))
        .mapToLong(entry -> count(entry.getKey()))
        .sum();
  }

  private long count(String word) {
    try {
      byte[] mail = lab.mailOf(word);
      return lab.count(ImapLab.BILLS, mail) - lab.count("INBOX", mail) == 1 ? 1 : 0;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected boolean targetUntouched() {
    try {
      return lab.dovecot.messages(ImapLab.BILLS).isEmpty();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
