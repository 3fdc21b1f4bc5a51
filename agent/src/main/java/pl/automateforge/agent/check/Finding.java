package pl.automateforge.agent.check;

/**
 * What was found about one thing that AutoForge needs of its machine.
 *
 * @param what the thing, in a word or two
 * @param found what is there, with its figure
 * @param cure what a person can do about it; empty where nothing is to be done
 */
public record Finding(State state, String what, String found, String cure) {

  /** How bad it is. */
  public enum State {
    /** As it should be. */
    OK,
    /** AutoForge works, but not as well, or not for long. */
    WARN,
    /** AutoForge does not work. */
    FAIL
  }

  static Finding ok(String what, String found) {
    return new Finding(State.OK, what, found, "");
  }

  static Finding warn(String what, String found, String cure) {
    return new Finding(State.WARN, what, found, cure);
  }

  static Finding fail(String what, String found, String cure) {
    return new Finding(State.FAIL, what, found, cure);
  }
}
