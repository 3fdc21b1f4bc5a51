package pl.automateforge.agent.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pl.automateforge.agent.action.mail.ImapDraftAction;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.SourceSpec;

/** The folders of a mailbox that a spec names. */
final class MailFoldersOfSpec {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private MailFoldersOfSpec() {}

  /**
   * Creates those that are missing, subscribed.
   *
   * @return the full names of what was created
   */
  static List<String> create(AgentSpec spec, Mailbox mailbox) throws IOException {
    List<String> created = new ArrayList<>();
    for (String name : named(spec)) {
      mailbox.work(
          DEADLINE,
          session -> {
            if (session.existing(name).isEmpty() && !isKeptElsewhere(name, session)) {
              created.add(session.create(name));
            }
            return created.size();
          });
    }
    return created;
  }

  /** Drafts by default lie where the server keeps them, under whatever name. */
  private static boolean isKeptElsewhere(String name, ImapSession session) throws IOException {
    return name.equals(ImapDraftAction.BY_DEFAULT) && session.folderFor("\\Drafts").isPresent();
  }

  private static Set<String> named(AgentSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    if (spec.source() instanceof SourceSpec.Imap imap) {
      names.add(imap.folder());
    }
    for (ActionSpec action : spec.actions().values()) {
      switch (action) {
        case ActionSpec.ImapMove move -> names.add(move.folder());
        case ActionSpec.Review review when review.folder() != null -> names.add(review.folder());
        case ActionSpec.ImapDraft draft -> names.add(draft.folder());
        case ActionSpec.Review _,
            ActionSpec.ImapFlag _,
            ActionSpec.File _,
            ActionSpec.Webhook _,
            ActionSpec.Reply _,
            ActionSpec.Email _,
            ActionSpec.Slack _,
            ActionSpec.Teams _,
            ActionSpec.Http _,
            ActionSpec.Sql _ -> {
          // They name no folder.
        }
      }
    }
    return names;
  }
}
