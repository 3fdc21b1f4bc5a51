package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Voiders of evidence derive from the marks: a component without one must not be built. */
class ChangeMarkTests {

  @Test
  void marksEveryComponentOfTheSpec() {
    assertThat(unmarked(AgentSpec.class)).isEmpty();
  }

  @Test
  void documentsEveryComponentOfTheSpec() {
    List<String> undocumented = new ArrayList<>();
    for (Map.Entry<String, Part> part : parts(AgentSpec.class).entrySet()) {
      if (!part.getValue().has(Doc.class)) {
        undocumented.add(part.getKey());
      }
    }
    assertThat(undocumented).isEmpty();
  }

  @Test
  void reachesEveryRecordOfTheSpec() {
    assertThat(parts(AgentSpec.class).keySet())
        .contains(
            "AgentSpec.name",
            "Budget.daily",
            "Field.maxLength",
            "Category.risk",
            "Folder.filter",
            "FileFilter.since",
            "MailFilter.unseen",
            "PageCursor.value",
            "Oauth2.scope",
            "ApiKey.header",
            "Smtp.from",
            "Teams.webhook",
            "Schedule.hours",
            "HealthSpec.port");
  }

  @Test
  void findsAComponentWithoutAMarkHoweverDeepItLies() {
    assertThat(unmarked(Outer.class)).containsExactly("Inner.forgotten", "Other.forgotten");
  }

  @Test
  void marksWhatTheDesignNamesMinorOrOperationalAndNothingElse() {
    Map<ChangeMark, Set<String>> marked = new TreeMap<>();
    parts(AgentSpec.class)
        .forEach((name, part) ->
            marked
                .computeIfAbsent(
                    part.annotation(Change.class).orElseThrow().value(), m -> new HashSet<>())
                .add(name));
    assertThat(marked.get(ChangeMark.MINOR))
        .containsExactlyInAnyOrder(
            "AgentSpec.prompt",
            "PromptSpec.instructions",
            "PromptSpec.rules",
            "PromptSpec.examples",
            "Fallback.below");
    assertThat(marked.get(ChangeMark.OPERATIONAL))
        .containsExactlyInAnyOrder(
            "AgentSpec.health",
            "HealthSpec.port",
            "LogSpec.level",
            "Reports.daily",
            "Reports.weekly",
            "Reports.monthly");
  }

  private static List<String> unmarked(Class<?> root) {
    return parts(root).entrySet().stream()
        .filter(e -> !e.getValue().has(Change.class))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Part> parts(Class<?> root) {
    Map<String, Part> parts = new TreeMap<>();
    walk(root, parts, new HashSet<>());
    return parts;
  }

  private static void walk(Class<?> type, Map<String, Part> parts, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type.isSealed()) {
      Part.kinds(type).forEach(kind -> walk(kind, parts, seen));
      return;
    }
    for (Part part : Part.of(type)) {
      parts.put(type.getSimpleName() + "." + part.name(), part);
      Part held = (part.isList() || part.isMap()) && !part.isLeaf() ? part.element() : part;
      if (!held.isLeaf()) {
        walk(held.raw(), parts, seen);
      }
    }
  }

  record Outer(@Change(ChangeMark.MINOR) List<Inner> inner) {}

  record Inner(String forgotten, @Change(ChangeMark.MATERIAL) @Nullable Either either) {}

  sealed interface Either extends Kind {
    record One(@Change(ChangeMark.MATERIAL) String marked) implements Either {}

    record Other(int forgotten) implements Either {}
  }
}
