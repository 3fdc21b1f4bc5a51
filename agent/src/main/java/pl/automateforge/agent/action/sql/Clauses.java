package pl.automateforge.agent.action.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.database.Token;

/** Reads a statement's pieces from left to right. A step that does not fit takes nothing. */
final class Clauses {
  private final List<Token> tokens;
  private int at;

  Clauses(List<Token> tokens) {
    this.tokens = tokens;
  }

  boolean ends() {
    return at == tokens.size();
  }

  /** Takes these words or signs where they come next, all or none. */
  boolean take(String... words) {
    if (at + words.length > tokens.size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** Takes one name; null where none comes next. */
  @Nullable String name() {
    return at < tokens.size() && tokens.get(at).isName() ? tokens.get(at++).text() : null;
  }

  /** Takes a list in round brackets, split at its commas; null where none comes next. */
  @Nullable List<List<Token>> list() {
    int start = at;
    if (!take("(")) {
      return null;
    }
    List<List<Token>> items = upTo(1, ")");
    if (items == null || !take(")")) {
      at = start;
      return null;
    }
    return items;
  }

  /** Takes everything up to one of these words outside of brackets, or the end; split at commas. */
  List<List<Token>> itemsUpTo(String... ends) {
    List<List<Token>> items = upTo(0, ends);
    return items == null ? List.of() : items;
  }

  /** What is left. */
  List<Token> rest() {
    return tokens.subList(at, tokens.size());
  }

  private @Nullable List<List<Token>> upTo(int depthAtStart, String... ends) {
    List<List<Token>> items = new ArrayList<>();
    List<Token> item = new ArrayList<>();
    int depth = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (depth == 0 && List.of(ends).stream().anyMatch(token::is)) {
        items.add(item);
        return items;
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.is(",")) {
        items.add(item);
        item = new ArrayList<>();
      } else {
        item.add(token);
      }
      at++;
    }
    items.add(item);
    return depthAtStart == 0 ? items : null;
  }
}
