package pl.automateforge.agent.spec;

/** A place in a file, both 1-based; {@link #NONE} where a problem has no place. */
record Place(int line, int column) {
  static final Place NONE = new Place(0, 0);
  static final Place START = new Place(1, 1);
}
