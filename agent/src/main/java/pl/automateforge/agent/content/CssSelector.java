package pl.automateforge.agent.content;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A selector of tags, classes and ids, one below another; a child counts as any descendant. */
final class CssSelector {
  private static final int MAX_STEPS = 6;
  private static final int MAX_ANCESTORS = 60;

  /**
   * One step.
   *
   * @param tag empty for any
   * @param id empty for any
   */
  private record Step(String tag, String id, List<String> classes) {
    boolean matches(Element element) {
      return (tag.isEmpty() || tag.equals(element.normalName()))
          && (id.isEmpty() || id.equals(element.id()))
          && classes.stream().allMatch(element::hasClass);
    }
  }

  private final List<Step> steps;

  private CssSelector(List<Step> steps) {
    this.steps = steps;
  }

  /** Null where the selector uses anything else. */
  static @Nullable CssSelector parse(String text) {
    String[] words = text.replace('>', ' ').strip().split("\\s+", MAX_STEPS + 1);
    if (words.length > MAX_STEPS) {
      return null;
    }
    List<Step> steps = new ArrayList<>(words.length);
    for (String word : words) {
      Step step = step(word);
      if (step == null) {
        return null;
      }
      steps.add(step);
    }
    return new CssSelector(steps);
  }

  private static @Nullable Step step(String word) {
    if (word.isEmpty() || word.length() > 100) {
      return null;
    }
    String tag = "";
    String id = "";
    List<String> classes = new ArrayList<>(1);
    int i = 0;
    while (i < word.length()) {
      char mark = word.charAt(i);
      int start = mark == '.' || mark == '#' ? i + 1 : i;
      int end = start;
      while (end < word.length() && isNamePart(word.charAt(end))) {
        end++;
      }
      String name = word.substring(start, end);
      if (mark == '*' && i == 0) {
        end = 1;
      } else if (name.isEmpty()) {
        return null;
      } else if (mark == '.') {
        classes.add(name);
      } else if (mark == '#') {
        id = name;
      } else if (i == 0) {
        tag = Ascii.lower(name);
      } else {
        return null;
      }
      i = end;
    }
    return new Step(tag, id, classes);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  /** What an element must have for the last step to match: an id, a class, a tag, or anything. */
  String lastKey() {
    Step last = steps.getLast();
    if (!last.id().isEmpty()) {
      return "#" + last.id();
    }
    if (!last.classes().isEmpty()) {
      return "." + last.classes().getFirst();
    }
    return last.tag().isEmpty() ? "*" : last.tag();
  }

  int weight() {
    int weight = 0;
    for (Step step : steps) {
      weight += step.id().isEmpty() ? 0 : 10_000;
      weight += step.classes().size() * 100;
      weight += step.tag().isEmpty() ? 0 : 1;
    }
    return weight;
  }

  boolean matches(Element element) {
    if (!steps.getLast().matches(element)) {
      return false;
    }
    int step = steps.size() - 2;
    Element ancestor = element.parent();
    for (int i = 0; i < MAX_ANCESTORS && step >= 0 && ancestor != null; i++) {
      if (steps.get(step).matches(ancestor)) {
        step--;
      }
      ancestor = ancestor.parent();
    }
    return step < 0;
  }
}
