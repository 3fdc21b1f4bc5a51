package pl.automateforge.agent.spec;

/** A value or file that cannot be read; the message is for people. */
final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  UnfitException(String message) {
    this(message, Place.NONE);
  }

  UnfitException(String message, Place place) {
    super(message, null, false, false);
    this.place = place;
  }

  /** Where, in a file that was read as a whole. */
  Place place() {
    return place;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
