package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks two canonical forms and the records they are of side by side. */
final class DifferenceWalk {
  private final List<SpecDifference.Entry> changes = new ArrayList<>();

  List<SpecDifference.Entry> walk(JsonNode before, JsonNode after) {
    keys("", before, after, List.of(AgentSpec.class), ChangeMark.MATERIAL);
    return changes;
  }

  /** The keys of two mappings; one that is not there is null. */
  private void keys(
      String path,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      List<Class<?>> types,
      ChangeMark outer) {
    Set<String> names = new TreeSet<>();
    addNames(names, before);
    addNames(names, after);
    for (String name : names) {
      Optional<Part> part = part(types, name);
      // The kind's own word is no component: it weighs as much as what it stands in.
      ChangeMark mark =
          part.flatMap(p -> p.annotation(Change.class)).map(Change::value).orElse(outer);
      value(Draft.child(path, name), child(before, name), child(after, name), part, mark);
    }
  }

  private static void addNames(Set<String> names, @Nullable JsonNode node) {
    if (node != null) {
      node.fieldNames().forEachRemaining(names::add);
    }
  }

  private static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
    return node == null ? null : node.get(name);
  }

  private static Optional<Part> part(List<Class<?>> types, String name) {
    return types.stream()
        .flatMap(type -> Part.of(type).stream())
        .filter(part -> part.name().equals(name))
        .findFirst();
  }

  private void value(
      String path,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      Optional<Part> part,
      ChangeMark mark) {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    boolean empty = isEmpty(before) && isEmpty(after);
    if (part.isEmpty() || part.get().isLeaf() || empty) {
      change(path, before, after, mark);
    } else if (part.get().isList()) {
      list(path, before, after, part.get(), mark);
    } else if (part.get().isMap()) {
      entries(path, before, after, part.get().element(), mark);
    } else {
      keys(path, before, after, types(part.get(), before, after), mark);
    }
  }

  private static boolean isEmpty(@Nullable JsonNode node) {
    return node == null || node.isEmpty();
  }

  private void list(
      String path,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      Part part,
      ChangeMark mark) {
    Map<String, JsonNode> old = byName(before);
    Map<String, JsonNode> now = byName(after);
    Part element = part.element();
    if (!element.isRecord() || size(before) != old.size() || size(after) != now.size()) {
      change(path, before, after, mark);
      return;
    }
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      JsonNode one = old.get(name);
      JsonNode other = now.get(name);
      if (one == null || other == null) {
        change(path + "[" + name + "]", one, other, mark);
      } else {
        keys(path + "[" + name + "]", one, other, List.of(element.raw()), mark);
      }
    }
    List<String> oldOrder = old.keySet().stream().filter(now::containsKey).toList();
    List<String> newOrder = now.keySet().stream().filter(old::containsKey).toList();
    if (!oldOrder.equals(newOrder)) {
      changes.add(new SpecDifference.Entry(path, "order " + oldOrder, "order " + newOrder, mark));
    }
  }

  private static int size(@Nullable JsonNode list) {
    return list == null ? 0 : list.size();
  }

  private static Map<String, JsonNode> byName(@Nullable JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    if (list != null) {
      for (JsonNode element : list) {
        JsonNode name = element.has("id") ? element.get("id") : element.get("name");
        if (name != null) {
          named.put(name.asText(), element);
        }
      }
    }
    return named;
  }

  private void entries(
      String path,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      Part element,
      ChangeMark mark) {
    Set<String> names = new TreeSet<>();
    addNames(names, before);
    addNames(names, after);
    for (String name : names) {
      JsonNode one = child(before, name);
      JsonNode other = child(after, name);
      String at = Draft.child(path, name);
      if (one == null || other == null) {
        change(at, one, other, mark);
      } else if (!one.equals(other)) {
        keys(at, one, other, types(element, one, other), mark);
      }
    }
  }

  /** The records that the values are of: of several kinds, those that stand there. */
  private static List<Class<?>> types(
      Part part, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (!part.isSealed()) {
      return List.of(part.raw());
    }
    List<String> words = new ArrayList<>();
    for (JsonNode node : new JsonNode[] {after, before}) {
      if (node != null && node.has("type")) {
        words.add(node.get("type").asText());
      }
    }
    return Part.kinds(part.raw()).stream()
        .filter(kind -> words.contains(Part.kindWord(kind)))
        .toList();
  }

  private void change(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, ChangeMark mark) {
    changes.add(
        new SpecDifference.Entry(
            path,
            before == null ? null : before.toString(),
            after == null ? null : after.toString(),
            mark));
  }
}
