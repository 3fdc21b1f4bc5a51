package pl.automateforge.agent.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Example;

/**
 * The few examples that a prompt shows: the same ones for the same version, so that the prompt
 * stays cached. Each category gets its first before any gets its second; within a category the
 * file's order decides.
 */
final class ExampleSelection {
  static final int PER_CATEGORY = 3;
  static final int TEXT_LIMIT = 400;
  static final int TOTAL_LIMIT = 24_000;

  private ExampleSelection() {}

  /** Those chosen, in the order of the categories; texts bounded. */
  static List<Example> of(List<Category> categories, List<Example> examples) {
    Map<String, List<Example>> first = firstOfEach(categories, examples);
    int left = TOTAL_LIMIT;
    Map<String, List<Example>> chosen = new LinkedHashMap<>();
    for (int round = 0; round < PER_CATEGORY; round++) {
      for (Category category : categories) {
        List<Example> candidates = first.getOrDefault(category.id(), List.of());
        if (round < candidates.size() && candidates.get(round).text().length() <= left) {
          Example example = candidates.get(round);
          left -= example.text().length();
          chosen.computeIfAbsent(category.id(), id -> new ArrayList<>()).add(example);
        }
      }
    }
    return categories.stream()
        .flatMap(category -> chosen.getOrDefault(category.id(), List.of()).stream())
        .toList();
  }

  /** Those of the categories that were not chosen; each text once, bounded, in the file's order. */
  static List<Example> others(
      List<Category> categories, List<Example> examples, List<Example> chosen) {
    Set<String> known = new HashSet<>(categories.stream().map(Category::id).toList());
    Set<String> seen = new HashSet<>(chosen.stream().map(Example::text).toList());
    List<Example> others = new ArrayList<>();
    for (Example example : examples) {
      String text = PlainText.of(example.text(), TEXT_LIMIT).strip();
      if (known.contains(example.label()) && !text.isEmpty() && seen.add(text)) {
        others.add(new Example(text, example.label()));
      }
    }
    return others;
  }

  private static Map<String, List<Example>> firstOfEach(
      List<Category> categories, List<Example> examples) {
    Map<String, List<Example>> first = new LinkedHashMap<>();
    categories.forEach(category -> first.put(category.id(), new ArrayList<>()));
    Set<String> seen = new HashSet<>();
    for (Example example : examples) {
      List<Example> sofar = first.get(example.label());
      if (sofar != null && sofar.size() < PER_CATEGORY) {
        String text = PlainText.of(example.text(), TEXT_LIMIT).strip();
        if (!text.isEmpty() && seen.add(text)) {
          sofar.add(new Example(text, example.label()));
        }
      }
    }
    return first;
  }
}
