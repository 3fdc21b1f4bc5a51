package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a statement can destroy rows that others made. Only what is understood is taken for
 * harmless: a condition without OR and NOT that compares with the effect's or the item's own id.
 */
final class DestructiveSql {
  private static final Set<String> ALWAYS = Set.of("drop", "truncate", "alter");
  private static final Set<String> UNLESS_BOUND = Set.of("delete", "update");

  /** What makes a condition wider than one of its parts. */
  private static final Set<String> WIDENING =
      Set.of("or", "not", "<>", "!=", "<", ">", "<=", ">=", "like", "select", "union", "case");

  private static final Set<String> OWN = Set.of(":id", ":effect", ":item");

  private static final Pattern PIECE =
      Pattern.compile(
          "--[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$)|#[^\\n]*"
              + "|'(?:[^']|'')*'?|\"(?:[^\"]|\"\")*\"?|`[^`]*`?|\\[[^\\]]*\\]?"
              + "|(?<word>::?[A-Za-z_]\\w*|[A-Za-z_]\\w*|<>|!=|<=|>=|\\|\\||[=<>();])");

  private DestructiveSql() {}

  /** The word that destroys; empty where none does. */
  static Optional<String> word(String statement) {
    List<String> words = words(statement);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ALWAYS.contains(word) && begins(words, i)) {
        return Optional.of(word);
      }
      if (UNLESS_BOUND.contains(word) && acts(words, i) && !isBound(words, i)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static List<String> words(String statement) {
    List<String> words = new ArrayList<>();
    Matcher piece = PIECE.matcher(statement);
    while (piece.find()) {
      String word = piece.group("word");
      if (word != null) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private static boolean begins(List<String> words, int at) {
    return at == 0 || Set.of(";", "(", "begin", "then").contains(words.get(at - 1));
  }

  /** An upsert's own update changes the row that it would have inserted; a lock changes nothing. */
  private static boolean acts(List<String> words, int at) {
    String before = at == 0 ? ";" : words.get(at - 1);
    boolean upsert = before.equals("do") || before.equals("key") || before.equals("on");
    return !upsert && !before.equals("for");
  }

  private static boolean isBound(List<String> words, int from) {
    int where = -1;
    int end = words.size();
    for (int i = from; i < end; i++) {
      if (where < 0 && words.get(i).equals("where")) {
        where = i;
      } else if (words.get(i).equals(";")) {
        end = i;
      }
    }
    if (where < 0) {
      return false;
    }
    List<String> condition = words.subList(where, end);
    return condition.stream().noneMatch(WIDENING::contains) && comparesWithOwn(condition);
  }

  private static boolean comparesWithOwn(List<String> condition) {
    for (int i = 1; i + 1 < condition.size(); i++) {
      String left = condition.get(i - 1);
      String right = condition.get(i + 1);
      if (condition.get(i).equals("=")
          && ((isColumn(left) && OWN.contains(right)) || (OWN.contains(left) && isColumn(right)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isColumn(String word) {
    return Character.isLetter(word.charAt(0)) && !word.equals("where") && !word.equals("and");
  }
}
