package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Binds the slots of a spec to an environment, with everything that is missing at once. */
public final class Binder {
  private final Environment environment;
  private final Map<String, Bound> slots = new TreeMap<>();
  private final Map<String, Set<String>> missing = new TreeMap<>();

  private Binder(Environment environment) {
    this.environment = environment;
  }

  /** What came of it; never throws for what the environment holds. */
  public static Binding bind(LoadedSpec spec, Environment environment) {
    Binder binder = new Binder(environment);
    List<SlotWalk.Use> uses = SlotWalk.over(spec.spec());
    uses.forEach(binder::bind);
    List<Problem> problems = new ArrayList<>(environment.problems());
    List<BoundEndpoint> endpoints = binder.endpoints(spec.spec(), uses, problems);
    return binder.result(endpoints, binder.logins(uses), problems);
  }

  /** The addresses that a spec names without a slot: they are the same in every environment. */
  public static List<BoundEndpoint> literals(LoadedSpec spec) {
    List<BoundEndpoint> literals = new ArrayList<>();
    for (SlotWalk.Use use : SlotWalk.over(spec.spec())) {
      if (Slots.in(use.written()).isEmpty()) {
        use.part()
            .annotation(Address.class)
            .flatMap(form -> Endpoints.of(use, form, use.written(), new ArrayList<>()))
            .ifPresent(literals::add);
      }
    }
    return literals;
  }

  private void bind(SlotWalk.Use use) {
    for (Slots.Slot slot : Slots.in(use.written())) {
      Optional<Environment.Found> found = environment.find(slot.name());
      if (found.isPresent()) {
        bound(use, slot, found.get().value(), found.get().origin());
      } else if (slot.fallback().isPresent()) {
        bound(use, slot, null, BoundSlot.DEFAULT);
      } else {
        missing.computeIfAbsent(slot.name(), n -> new LinkedHashSet<>()).add(use.path());
      }
    }
  }

  /** A default belongs to one use, a value to all uses of the name. */
  private void bound(SlotWalk.Use use, Slots.Slot slot, @Nullable String value, String origin) {
    Bound before = slots.get(slot.name());
    boolean secret = use.secret() || (before != null && before.slot().secret());
    slots.put(slot.name(), new Bound(new BoundSlot(slot.name(), origin, secret), value));
  }

  /** The login names, which belong to what an environment is, by path. */
  private Map<String, String> logins(List<SlotWalk.Use> uses) {
    Map<String, String> logins = new TreeMap<>();
    for (SlotWalk.Use use : uses) {
      boolean login =
          use.part().annotation(Address.class).map(Address::value).orElse(AddressForm.URL)
              == AddressForm.NAME;
      if (login) {
        logins.put(use.path(), Slots.fill(use.written(), this::value));
      }
    }
    return logins;
  }

  private List<BoundEndpoint> endpoints(
      AgentSpec spec, List<SlotWalk.Use> uses, List<Problem> problems) {
    List<BoundEndpoint> endpoints = new ArrayList<>();
    for (SlotWalk.Use use : uses) {
      boolean whole =
          Slots.in(use.written()).stream().noneMatch(s -> missing.containsKey(s.name()));
      Optional<Address> address = use.part().annotation(Address.class);
      if (whole && address.isPresent()) {
        String value = Slots.fill(use.written(), this::value);
        Endpoints.of(use, address.get(), value, problems).ifPresent(endpoints::add);
        if (use.path().equals("model.baseUrl") && !Slots.in(use.written()).isEmpty()) {
          Endpoints.checkCloud(spec.model().provider(), use, value, problems);
        }
      }
    }
    endpoints.addAll(
        Endpoints.implied(spec, endpoints, slot -> Slots.fill(slot.written(), this::value)));
    return endpoints;
  }

  private String value(Slots.Slot slot) {
    Bound bound = slots.get(slot.name());
    String value = bound == null ? null : bound.value();
    return value == null ? slot.fallback().orElse("") : value;
  }

  private Binding result(
      List<BoundEndpoint> endpoints, Map<String, String> logins, List<Problem> problems) {
    List<BoundSlot> boundSlots =
        slots.values().stream()
            .map(Bound::slot)
            .filter(slot -> !missing.containsKey(slot.name()))
            .toList();
    boolean fine =
        missing.isEmpty()
            && problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    Map<String, String> values = new TreeMap<>();
    slots.forEach((name, bound) -> {
      if (bound.value() != null) {
        values.put(name, bound.value());
      }
    });
    return new Binding(
        fine
            ? Optional.of(new EnvironmentBindings(values, boundSlots, endpoints, logins))
            : Optional.empty(),
        missing.entrySet().stream().map(e -> missing(e.getKey(), e.getValue())).toList(),
        boundSlots,
        endpoints,
        problems);
  }

  private MissingSlot missing(String name, Set<String> usedAt) {
    Set<String> others = environment.namesOfFile();
    others.remove(name);
    return new MissingSlot(
        name, List.copyOf(usedAt), environment.lookedIn(name), Words.didYouMean(name, others));
  }

  private record Bound(BoundSlot slot, @Nullable String value) {}
}
