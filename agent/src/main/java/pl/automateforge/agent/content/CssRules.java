package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The rules of {@code <style>} elements, as far as selectors of tags, classes and ids go, one below
 * another. Rules for screens of certain sizes are left out: nobody knows the screen.
 */
final class CssRules {
  private static final int MAX_RULES = 1_000;
  private static final int MAX_CHARACTERS = 200_000;
  private static final int MAX_MATCHING = 50;

  /** Rules times elements grow out of hand in mail that was made for it. */
  private static final int MAX_COMPARISONS = 2_000_000;

  private static final Pattern WIDTHS =
      Pattern.compile(
          "@media\\s*((only\\s+)?(screen|all)\\s*)?((and\\s*)?\\(\\s*(min|max)-(device-)?(width|height)"
              + "\\s*:[^()]{1,20}\\)\\s*){1,4}");
  private static final Pattern BOUND =
      Pattern.compile("(min|max)-(?:device-)?(?:width|height)\\s*:\\s*([^()\\s]+)");
  private static final double NARROW = 320;
  private static final double WIDE = 2_000;

  private final Map<String, List<Rule>> byLastKey = new HashMap<>();
  private int count;
  private int work = MAX_COMPARISONS;

  private record Rule(CssSelector selector, CssDeclarations declarations, int order) {
    static final Comparator<Rule> WEAKEST_FIRST =
        Comparator.comparingInt((Rule rule) -> rule.selector().weight())
            .thenComparingInt(Rule::order);
  }

  boolean isEmpty() {
    return count == 0;
  }

  void add(String css) {
    String text = CssText.withoutComments(Ascii.cut(css, MAX_CHARACTERS));
    text = text.replace("<!--", "").replace("-->", "");
    addBlock(text, 0, text.length(), true);
  }

  private void addBlock(String css, int from, int to, boolean top) {
    int position = from;
    while (position < to && count < MAX_RULES) {
      int open = css.indexOf('{', position);
      if (open < 0 || open >= to) {
        return;
      }
      String selectors = css.substring(afterStatements(css, position, open), open).strip();
      boolean at = selectors.startsWith("@");
      int close = at ? closing(css, open, to) : end(css, open, to);
      if (!at) {
        addRule(selectors, css.substring(open + 1, close));
      } else if (top && isForEveryScreen(selectors)) {
        addBlock(css, open + 1, close, false);
      }
      position = close + 1;
    }
  }

  /** Statements such as {@code @import …;} stand before a rule and are not part of it. */
  private static int afterStatements(String css, int from, int open) {
    int semicolon = css.substring(from, open).lastIndexOf(';');
    return from + semicolon + 1;
  }

  private static int end(String css, int open, int to) {
    int close = css.indexOf('}', open);
    return close < 0 || close > to ? to : close;
  }

  private static int closing(String css, int open, int to) {
    int depth = 0;
    for (int i = open; i < to; i++) {
      char c = css.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return to;
  }

  private static boolean isForEveryScreen(String at) {
    String query = Ascii.lower(at);
    if (query.startsWith("@supports") || query.startsWith("@layer")) {
      return true;
    }
    if (query.startsWith("@media") && WIDTHS.matcher(query).matches()) {
      return isForAnyWidth(query);
    }
    return query.startsWith("@media")
        && query.indexOf('(') < 0
        && (query.contains("all") || query.contains("screen"));
  }

  /** On a telephone's screen as on a desk's. */
  private static boolean isForAnyWidth(String query) {
    Matcher bound = BOUND.matcher(query);
    while (bound.find()) {
      double pixels = CssNumber.pixels(bound.group(2), 16);
      boolean least = bound.group(1).equals("min");
      if (!(least ? pixels <= NARROW : pixels >= WIDE)) {
        return false;
      }
    }
    return true;
  }

  private void addRule(String selectors, String declarations) {
    CssDeclarations parsed = CssDeclarations.parse(declarations);
    if (parsed.isEmpty()) {
      return;
    }
    for (String text : selectors.split(",", 30)) {
      CssSelector selector = CssSelector.parse(text);
      if (selector != null && count < MAX_RULES) {
        byLastKey
            .computeIfAbsent(selector.lastKey(), key -> new ArrayList<>(1))
            .add(new Rule(selector, parsed, count++));
      }
    }
  }

  /** What the rules say about an element, weakest first. */
  List<CssDeclarations> matching(Element element) {
    List<Rule> rules = new ArrayList<>();
    collect("*", element, rules);
    collect(element.normalName(), element, rules);
    if (!element.id().isEmpty()) {
      collect("#" + element.id(), element, rules);
    }
    if (element.hasAttr("class")) {
      for (String name : element.classNames()) {
        collect("." + name, element, rules);
      }
    }
    rules.sort(Rule.WEAKEST_FIRST);
    return rules.stream().map(Rule::declarations).toList();
  }

  private void collect(String key, Element element, List<Rule> rules) {
    for (Rule rule : byLastKey.getOrDefault(key, List.of())) {
      if (work-- > 0 && rules.size() < MAX_MATCHING && rule.selector().matches(element)) {
        rules.add(rule);
      }
    }
  }
}
