package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** A type of values that are written as one scalar. */
interface Leaf {
  boolean reads(Part part);

  /** What is expected, to stand after "expected". */
  String expected(Part part);

  /**
   * The value of a scalar.
   *
   * @param folder what relative paths are resolved against
   * @throws UnfitException with what stands there, without what was expected
   */
  Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException;

  /** Adds type, pattern and bounds. */
  void describe(Part part, ObjectNode schema);

  /** {@code ; did you mean x?} where something near is known. */
  default String hint(String text, Part part) {
    return "";
  }

  /** Whether slots may stand in the value. */
  default boolean takesSlots() {
    return false;
  }

  /**
   * A value as it was read.
   *
   * @param canonical what enters the version's hash: a text, a number, a truth value, or lists and
   *     sorted maps of them
   */
  record Value(Object object, Object canonical) {}
}
