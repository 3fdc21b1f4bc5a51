package pl.automateforge.agent.proof;

import java.util.Collection;
import java.util.Comparator;

/** What stood on the other side while something was proven. */
public enum Counterpart {
  /** A stand-in, which said so: it proves nothing that needs the real thing. */
  STAND_IN,
  /** This machine: a file, a local model, a server on a loopback address. */
  LOCAL,
  /** A server elsewhere. */
  REAL;

  /** The one that proves least; this machine where there is none. */
  static Counterpart weakest(Collection<Counterpart> all) {
    return all.stream().min(Comparator.naturalOrder()).orElse(LOCAL);
  }
}
