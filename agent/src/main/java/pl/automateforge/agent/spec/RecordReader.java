package pl.automateforge.agent.spec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into the spec's records, driven by their components and annotations alone. What cannot
 * be read is a problem of the draft and null here; everything around it is still read.
 */
final class RecordReader {
  private final Draft draft;
  private final Path folder;

  RecordReader(Draft draft, Path folder) {
    this.draft = draft;
    this.folder = folder;
  }

  /**
   * A record of a mapping.
   *
   * @param others keys that the caller reads itself
   * @return null where a component could not be read
   */
  Leaf.@Nullable Value record(
      Class<?> type, YamlNode.Mapping mapping, String path, Set<String> others) {
    refuseUnknownKeys(type, mapping, path, others);
    Map<String, Object> canonical = new TreeMap<>();
    List<@Nullable Object> arguments = new ArrayList<>();
    boolean whole = true;
    for (Part part : Part.of(type)) {
      Optional<YamlNode.Entry> entry = mapping.entry(part.name());
      Leaf.Value value = component(part, mapping, Draft.child(path, part.name()));
      whole &= value != null || (entry.isEmpty() && isNullByDefault(part));
      arguments.add(value == null ? null : value.object());
      if (value != null && entry.isPresent()) {
        canonical.put(part.name(), value.canonical());
      }
    }
    if (!whole) {
      return null;
    }
    Object made = Completions.complete(create(type, arguments));
    draft.read(path, made);
    return new Leaf.Value(made, canonical);
  }

  private Leaf.@Nullable Value component(Part part, YamlNode.Mapping mapping, String path) {
    Optional<YamlNode.Entry> entry = mapping.entry(part.name());
    if (entry.isPresent()) {
      draft.written(path, entry.get().place(), entry.get().value().place());
      return value(part, entry.get().value(), path);
    }
    if (part.has(Required.class)) {
      draft.error(mapping.place(), path, Expected.missing(part));
      return null;
    }
    return unwritten(part, path);
  }

  private void refuseUnknownKeys(
      Class<?> type, YamlNode.Mapping mapping, String path, Set<String> others) {
    Set<String> known = new TreeSet<>(others);
    Part.of(type).forEach(p -> known.add(p.name()));
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        draft.error(
            entry.place(),
            Draft.child(path, entry.key()),
            "the key "
                + Words.quote(entry.key())
                + " is not known; expected one of "
                + String.join(", ", known)
                + Words.didYouMean(entry.key(), known));
      }
    }
  }

  private static boolean isNullByDefault(Part part) {
    return part.isNullable() && !part.has(Default.class) && !part.has(Required.class);
  }

  /** The default of a part that is not written; null where that is null. */
  private Leaf.@Nullable Value unwritten(Part part, String path) {
    Optional<Default> written = part.annotation(Default.class);
    if (written.isPresent() && !written.get().value().isEmpty()) {
      Leaf.Value value = byDefault(part, written.get().value());
      draft.read(path, value.object());
      return value;
    }
    if (part.isNullable()) {
      return null;
    }
    Leaf.@Nullable Value value =
        switch (part) {
          case Part p when written.isPresent() -> new Leaf.Value("", "");
          case Part p when p.isList() -> new Leaf.Value(List.of(), List.of());
          case Part p when p.isMap() -> new Leaf.Value(Map.of(), Map.of());
          case Part p when p.isRecord() ->
              record(p.raw(), new YamlNode.Mapping(List.of(), Place.NONE), path, Set.of());
          default -> throw new IllegalStateException("no default: " + part.component());
        };
    if (value != null) {
      draft.read(path, value.object());
    }
    return value;
  }

  private Leaf.Value byDefault(Part part, String written) {
    Draft own = new Draft();
    YamlNode node = YamlReader.read(written, own).orElseThrow();
    Leaf.Value value = new RecordReader(own, folder).value(part, node, part.name());
    if (value == null) {
      throw new IllegalStateException("a default that cannot be read: " + own.problems());
    }
    return value;
  }

  private Leaf.@Nullable Value value(Part part, YamlNode node, String path) {
    Leaf.Value value = read(part, node, path);
    if (value != null) {
      draft.read(path, value.object());
    }
    return value;
  }

  private Leaf.@Nullable Value read(Part part, YamlNode node, String path) {
    Optional<Leaf> leaf = Leaves.of(part);
    if (node instanceof YamlNode.Scalar scalar && scalar.isNothing()) {
      draft.error(path, "nothing stands here; remove the key, or give " + Expected.of(part));
      return null;
    }
    if (leaf.isPresent() && node instanceof YamlNode.Scalar scalar) {
      return scalar(leaf.get(), part, scalar, path);
    }
    if (part.isList() && leaf.isEmpty() && node instanceof YamlNode.Sequence sequence) {
      return list(part, sequence, path);
    }
    if (leaf.isEmpty() && node instanceof YamlNode.Mapping mapping) {
      if (part.isMap()) {
        return map(part, mapping, path);
      }
      if (part.isSealed()) {
        return kind(part, mapping, path);
      }
      if (part.isRecord()) {
        return record(part.raw(), mapping, path, Set.of());
      }
    }
    String stands = Expected.mayHoldSecret(part) ? "a value (not shown)" : node.described();
    draft.error(path, stands + " stands here; expected " + Expected.of(part));
    return null;
  }

  private Leaf.@Nullable Value scalar(Leaf leaf, Part part, YamlNode.Scalar scalar, String path) {
    List<Slots.Slot> slots = Slots.in(scalar.text());
    if (!leaf.takesSlots() && !slots.isEmpty()) {
      draft.error(
          path,
          "the slot ${"
              + slots.getFirst().name()
              + "} is not allowed here: slots stand only in addresses, login names and secrets;"
              + " expected "
              + leaf.expected(part));
      return null;
    }
    try {
      return leaf.read(scalar, part, folder);
    } catch (UnfitException e) {
      String hint = leaf.hint(scalar.text(), part);
      draft.error(path, e.reason() + "; expected " + leaf.expected(part) + hint);
      return null;
    }
  }

  private Leaf.@Nullable Value list(Part part, YamlNode.Sequence sequence, String path) {
    List<Object> objects = new ArrayList<>();
    List<Object> canonical = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      String at = path + "[" + paths.size() + "]";
      paths.add(at);
      draft.written(at, item.place(), item.place());
      Leaf.Value value = value(part.element(), item, at);
      if (value != null) {
        objects.add(value.object());
        canonical.add(value.canonical());
      }
    }
    draft.children(path, paths);
    if (paths.isEmpty() && part.has(NotEmpty.class)) {
      draft.error(path, "the list is empty; expected at least one");
      return null;
    }
    return objects.size() == paths.size()
        ? new Leaf.Value(List.copyOf(objects), List.copyOf(canonical))
        : null;
  }

  private Leaf.@Nullable Value map(Part part, YamlNode.Mapping mapping, String path) {
    Map<String, Object> objects = new LinkedHashMap<>();
    Map<String, Object> canonical = new TreeMap<>();
    List<String> paths = new ArrayList<>();
    boolean whole = true;
    for (YamlNode.Entry entry : mapping.entries()) {
      String at = Draft.child(path, entry.key());
      paths.add(at);
      draft.written(at, entry.place(), entry.value().place());
      whole &= nameFits(part, entry, at);
      Leaf.Value value = value(part.element(), entry.value(), at);
      whole &= value != null;
      if (value != null) {
        objects.put(entry.key(), value.object());
        canonical.put(entry.key(), value.canonical());
      }
    }
    draft.children(path, paths);
    return whole ? new Leaf.Value(objects, canonical) : null;
  }

  private boolean nameFits(Part part, YamlNode.Entry entry, String path) {
    Optional<TextForm> form = part.annotation(Form.class).map(Form::value);
    boolean fits = form.isEmpty() || form.get().fits(entry.key());
    if (!fits) {
      String name = Words.quote(entry.key());
      String expected = form.get().expected();
      draft.error(entry.place(), path, "the name " + name + " does not fit; expected " + expected);
    }
    return fits;
  }

  private Leaf.@Nullable Value kind(Part part, YamlNode.Mapping mapping, String path) {
    String at = Draft.child(path, "type");
    Class<?> kind = kindOf(part, mapping, at);
    if (kind == null) {
      return null;
    }
    String word = Part.kindWord(kind);
    draft.read(at, word);
    Leaf.Value value = record(kind, mapping, path, Set.of("type"));
    if (value == null) {
      return null;
    }
    Map<String, Object> canonical = new TreeMap<>(Map.of("type", word));
    ((Map<?, ?>) value.canonical()).forEach((k, v) -> canonical.put((String) k, v));
    return new Leaf.Value(value.object(), canonical);
  }

  private @Nullable Class<?> kindOf(Part part, YamlNode.Mapping mapping, String path) {
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    Part.kinds(part.raw()).forEach(k -> kinds.put(Part.kindWord(k), k));
    String expected = "expected one of " + String.join(", ", kinds.keySet());
    Optional<YamlNode.Entry> type = mapping.entry("type");
    if (type.isEmpty()) {
      draft.error(mapping.place(), path, "the key \"type\" is missing; " + expected);
      return null;
    }
    YamlNode written = type.get().value();
    draft.written(path, type.get().place(), written.place());
    String word = written instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    Class<?> kind = kinds.get(word);
    if (kind == null) {
      String hint = Words.didYouMean(word, kinds.keySet());
      draft.error(path, written.described() + " is not known; " + expected + hint);
    }
    return kind;
  }

  private static Object create(Class<?> type, List<@Nullable Object> arguments) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("a value that passed its checks: " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a record of the spec: " + type, e);
    }
  }
}
