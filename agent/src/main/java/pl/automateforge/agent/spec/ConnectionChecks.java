package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Connections that need one another, and logins that need one of several keys. */
final class ConnectionChecks {
  private static final Set<String> BY_MAIL = Set.of("email", "reply");
  private static final Set<String> IN_MAILBOX = Set.of("imap-move", "imap-flag", "imap-draft");

  private ConnectionChecks() {}

  static void check(Draft draft) {
    List<String> logins = new ArrayList<>(List.of("source.auth", "mail.smtp.auth"));
    for (String action : draft.children("actions")) {
      logins.add(action + ".auth");
      String kind = draft.get(action + ".type", String.class).orElse("");
      if (BY_MAIL.contains(kind) && !draft.isWritten("mail")) {
        draft.error(action + ".type", kind + " sends mail; expected mail.smtp in the spec");
      }
      String source = draft.get("source.type", String.class).orElse("imap");
      if (IN_MAILBOX.contains(kind) && !source.equals("imap")) {
        draft.error(
            action + ".type",
            kind + " works in a mailbox; expected a source of type imap, not " + source);
      }
      if (kind.equals("review") && draft.isWritten(action + ".folder") && !source.equals("imap")) {
        draft.error(
            action + ".folder",
            "review lays mail into a folder of its mailbox; expected a source of type imap, not "
                + source);
      }
      if (kind.equals("slack")) {
        slack(draft, action);
      }
    }
    logins.forEach(login -> oauth2(draft, login));
  }

  private static void slack(Draft draft, String action) {
    boolean webhook = draft.isWritten(action + ".webhook");
    boolean token = draft.isWritten(action + ".token");
    boolean channel = draft.isWritten(action + ".channel");
    if (webhook == (token || channel) || token != channel) {
      draft.error(action, "expected either webhook, or token and channel");
    }
  }

  private static void oauth2(Draft draft, String login) {
    boolean oauth2 = draft.get(login + ".type", String.class).orElse("").equals("oauth2");
    if (oauth2
        && !draft.isWritten(login + ".clientSecret")
        && !draft.isWritten(login + ".refreshToken")) {
      draft.error(login, "oauth2 needs clientSecret, refreshToken or both; neither is here");
    }
  }
}
