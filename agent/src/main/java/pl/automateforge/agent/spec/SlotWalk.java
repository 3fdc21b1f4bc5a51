package pl.automateforge.agent.spec;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds every endpoint and every secret's slot in the records of a spec, with its path. */
final class SlotWalk {
  private final List<Use> uses = new ArrayList<>();

  private SlotWalk() {}

  static List<Use> over(AgentSpec spec) {
    SlotWalk walk = new SlotWalk();
    walk.record(spec, "");
    return walk.uses;
  }

  private void record(Object record, String path) {
    for (Part part : Part.of(record.getClass())) {
      Object value = value(record, part);
      String at = Draft.child(path, part.name());
      switch (value) {
        case null -> {}
        case Endpoint endpoint -> uses.add(new Use(at, part, endpoint.written(), false));
        case SecretSlot slot -> uses.add(new Use(at, part, slot.written(), true));
        case Map<?, ?> map ->
            map.forEach((key, each) -> record(each, Draft.child(at, String.valueOf(key))));
        case Record inner when !part.isLeaf() -> record(inner, at);
        default -> {}
      }
    }
  }

  private static @Nullable Object value(Object record, Part part) {
    try {
      return part.component().getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a component of a record of the spec: " + part.name(), e);
    }
  }

  /**
   * A value that may hold slots.
   *
   * @param secret whether it is the slot of a secret
   */
  record Use(String path, Part part, String written, boolean secret) {}
}
