package pl.automateforge.agent.decision.freetext;

import java.net.IDN;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.PublicMail;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * The hosts and mail addresses that a spec itself names; all else is unknown. A host is known by
 * its whole name, with or without {@code www.}: what lies below a known domain may be somebody
 * else's. Of a provider where anybody has a mailbox only the very address is known.
 */
record KnownNames(Set<String> hosts, Set<String> addresses) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:([\\p{L}\\p{N}._%+-]{1,64})@)?((?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}[\\p{L}][\\p{L}\\p{N}-]{1,62})");

  KnownNames {
    hosts = Set.copyOf(hosts);
    addresses = Set.copyOf(addresses);
  }

  static KnownNames of(AgentSpec spec, @Nullable Bindings bindings) {
    Names names = new Names();
    if (spec.mail() != null) {
      names.address(spec.mail().smtp().from());
      login(spec.mail().smtp().auth(), bindings, names);
    }
    if (spec.source() instanceof SourceSpec.Imap imap) {
      login(imap.auth(), bindings, names);
    }
    spec.privacy().inside().forEach(names::text);
    texts(spec).forEach(names::text);
    for (ActionSpec action : spec.actions().values()) {
      if (action instanceof ActionSpec.Email email) {
        email.to().forEach(to -> names.addresses.add(to.toLowerCase(Locale.ROOT)));
      }
    }
    return new KnownNames(names.hosts, names.addresses);
  }

  private static List<String> texts(AgentSpec spec) {
    List<String> texts = new ArrayList<>(spec.prompt().rules());
    texts.add(spec.goal());
    texts.add(spec.prompt().instructions());
    for (Category category : spec.categories()) {
      texts.add(category.name());
      texts.add(category.description());
    }
    for (ActionSpec action : spec.actions().values()) {
      switch (action) {
        case ActionSpec.Reply reply -> texts.add(reply.text());
        case ActionSpec.ImapDraft draft -> texts.add(draft.text());
        case ActionSpec.Slack slack -> texts.add(slack.text());
        case ActionSpec.Teams teams -> texts.add(teams.text());
        case ActionSpec.Http http -> texts.add(http.body());
        case ActionSpec.Email email -> {
          texts.add(email.subject());
          texts.add(email.text());
        }
        case ActionSpec.File _,
            ActionSpec.Webhook _,
            ActionSpec.Review _,
            ActionSpec.ImapMove _,
            ActionSpec.ImapFlag _,
            ActionSpec.Sql _ -> {
          // hold no text that is shown
        }
      }
    }
    return texts;
  }

  private static void login(Auth.@Nullable OfMail auth, @Nullable Bindings bindings, Names names) {
    Endpoint name =
        switch (auth) {
          case null -> null;
          case Auth.Password password -> password.username();
          case Auth.Oauth2 oauth -> oauth.username();
        };
    if (name != null) {
      names.address(bindings == null ? name.written() : bindings.resolve(name));
    }
  }

  /** Gathers. */
  private static final class Names {
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();

    void address(String text) {
      int at = text.lastIndexOf('@');
      if (at > 0 && !text.contains("${")) {
        found(text.substring(0, at), text.substring(at + 1));
      }
    }

    void text(String text) {
      Matcher name = NAME.matcher(text);
      while (name.find()) {
        found(name.group(1), name.group(2));
      }
    }

    private void found(@Nullable String local, String written) {
      String domain = plain(written);
      if (local != null) {
        addresses.add(local.toLowerCase(Locale.ROOT) + "@" + domain);
      }
      if (local == null || !PublicMail.has(domain)) {
        hosts.add(domain);
      }
    }
  }

  /** Whether a link may lead there. */
  boolean host(String written) {
    String host = plain(written);
    return hosts.contains(host) || (host.startsWith("www.") && hosts.contains(host.substring(4)));
  }

  /** Whether a mail address may stand there to be clicked. */
  boolean address(String local, String domain) {
    String plain = plain(domain);
    return addresses.contains(local.toLowerCase(Locale.ROOT) + "@" + plain)
        || (hosts.contains(plain) && !PublicMail.has(plain));
  }

  /** In lower case and as DNS knows it; what it does not know stays as it is. */
  private static String plain(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    String host = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (host.chars().allMatch(c -> c < 0x80)) {
      return host;
    }
    try {
      String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      // Where the mapping changed a letter, the name only looks like the other.
      return IDN.toUnicode(ascii).equals(host) ? ascii : host;
    } catch (IllegalArgumentException e) {
      return host;
    }
  }
}
