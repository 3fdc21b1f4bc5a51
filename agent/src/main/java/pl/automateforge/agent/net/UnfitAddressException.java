package pl.automateforge.agent.net;

/** What the environment bound to a key of the spec cannot, or must not, be used. */
public final class UnfitAddressException extends Exception {
  private final String key;
  private final boolean unsafe;

  UnfitAddressException(String key, String message, boolean unsafe) {
    super(message);
    this.key = key;
    this.unsafe = unsafe;
  }

  /** What is wrong with what was bound; the message shows no secret. */
  public static UnfitAddressException at(String key, String message) {
    return new UnfitAddressException(key, message, false);
  }

  /** The key within the part of the spec, such as {@code url} or {@code auth.tokenUrl}. */
  public String key() {
    return key;
  }

  /** What is wrong, without the key. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** Whether the egress policy refused it, so that it is no mere mistake. */
  public boolean unsafe() {
    return unsafe;
  }
}
