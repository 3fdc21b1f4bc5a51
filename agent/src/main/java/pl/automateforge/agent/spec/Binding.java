package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Optional;

/**
 * What came of binding a spec's slots to an environment.
 *
 * @param bindings empty where a slot is missing, or a problem is an error
 * @param missing every slot that is not bound
 * @param slots every bound one, by name
 * @param endpoints every address whose slots are bound
 * @param problems of the {@code .env}, and addresses that came out wrong
 */
public record Binding(
    Optional<EnvironmentBindings> bindings,
    List<MissingSlot> missing,
    List<BoundSlot> slots,
    List<BoundEndpoint> endpoints,
    List<Problem> problems) {
  public Binding {
    missing = List.copyOf(missing);
    slots = List.copyOf(slots);
    endpoints = List.copyOf(endpoints);
    problems = List.copyOf(problems);
  }
}
