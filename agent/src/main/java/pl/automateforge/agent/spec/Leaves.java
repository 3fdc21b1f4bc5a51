package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All types of values that are written as one scalar. */
final class Leaves {
  private static final List<Leaf> ALL =
      List.of(
          new TextLeaf(),
          new NumberLeaf(),
          new FlagLeaf(),
          new SizeLeaf(),
          new EnumLeaf(),
          new DurationLeaf(),
          new HoursLeaf(),
          new DaysLeaf(),
          new ZoneLeaf(),
          new CurrencyLeaf(),
          new PathLeaf(),
          new EndpointLeaf(),
          new SecretLeaf());

  private static final Map<Part, Optional<Leaf>> KNOWN = new ConcurrentHashMap<>();

  private Leaves() {}

  /** The leaf that reads the part; empty where it is no scalar. */
  static Optional<Leaf> of(Part part) {
    return KNOWN.computeIfAbsent(part, p -> ALL.stream().filter(leaf -> leaf.reads(p)).findFirst());
  }
}
