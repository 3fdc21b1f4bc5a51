package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of an environment a release and its evidence are tied to. */
final class Fingerprint {
  private static final String FORMAT = "autoforge bindings 1";

  private Fingerprint() {}

  static String of(
      List<BoundSlot> slots, List<BoundEndpoint> endpoints, Map<String, String> logins) {
    List<String> parts = new ArrayList<>();
    parts.add(FORMAT);
    slots.stream()
        .sorted(Comparator.comparing(BoundSlot::name))
        .forEach(slot -> parts.addAll(List.of(slot.secret() ? "secret" : "slot", slot.name())));
    endpoints.stream()
        .sorted(Comparator.comparing(BoundEndpoint::path))
        .forEach(e -> parts.addAll(List.of("endpoint", e.path(), e.value())));
    new TreeMap<>(logins).forEach((path, name) -> parts.addAll(List.of("login", path, name)));
    return Hashes.sha256(parts.toArray(String[]::new));
  }
}
