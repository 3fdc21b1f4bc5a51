package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which actions put something out of people's sight or destroy it, by the spec's words alone. A
 * model's answer never suffices for one: a person confirms it first, whatever the category's risk.
 */
public final class Destructive {
  /**
   * What servers and mail programs call them, by themselves and in the languages of our clients.
   */
  private static final Set<String> FOLDERS =
      Set.of(
          "trash",
          "bin",
          "kosz",
          "deleted",
          "deleted items",
          "deleted messages",
          "elementy usunięte",
          "usunięte",
          "usunięte elementy",
          "spam",
          "junk",
          "junk e-mail",
          "junk email",
          "junk mail",
          "bulk mail",
          "wiadomości-śmieci",
          "wiadomości śmieci",
          "śmieci",
          "niechciane",
          "niechciana poczta",
          "papierkorb",
          "gelöschte elemente",
          "corbeille",
          "papelera");

  private static final Set<String> FLAGS =
      Set.of("\\deleted", "$deleted", "deleted", "junk", "$junk", "$phishing");

  private Destructive() {}

  /** Why an action is destructive, to stand behind its name; empty where it is not. */
  public static Optional<String> reason(ActionSpec action) {
    return switch (action) {
      case ActionSpec.ImapMove move when isTrash(move.folder()) ->
          Optional.of("is destructive (it moves mail to " + move.folder() + ")");
      case ActionSpec.ImapFlag flag when FLAGS.contains(lower(flag.flag())) ->
          Optional.of("is destructive (it marks mail as " + flag.flag() + ")");
      case ActionSpec.Http http when http.method().equals("DELETE") ->
          Optional.of("is destructive (it sends DELETE)");
      case ActionSpec.Sql sql -> DestructiveSql.word(sql.statement()).map(Destructive::ofSql);
      case ActionSpec.ImapMove _,
          ActionSpec.ImapFlag _,
          ActionSpec.Http _,
          ActionSpec.File _,
          ActionSpec.Webhook _,
          ActionSpec.Review _,
          ActionSpec.ImapDraft _,
          ActionSpec.Reply _,
          ActionSpec.Email _,
          ActionSpec.Slack _,
          ActionSpec.Teams _ ->
          Optional.empty();
    };
  }

  private static String ofSql(String word) {
    return "is destructive (its statement can "
        + word
        + " rows that are not this effect's own: no :id, :effect or :item says which)";
  }

  /**
   * Whether a folder is named as servers name their trash and junk: by its whole name or, below
   * others, by its last part.
   */
  public static boolean isTrash(String folder) {
    return Stream.concat(Stream.of(folder), parts(folder).stream())
        .map(part -> lower(part.strip()))
        .anyMatch(FOLDERS::contains);
  }

  /** What lies in a folder of the trash is in the trash. */
  private static List<String> parts(String folder) {
    return List.of(folder.split("[/.\\\\|]"));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
