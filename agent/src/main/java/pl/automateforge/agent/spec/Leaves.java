package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Optional;

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

  private Leaves() {}

  /** The leaf that reads the part; empty where it is no scalar. */
  static Optional<Leaf> of(Part part) {
    return ALL.stream().filter(l -> l.reads(part)).findFirst();
  }
}
