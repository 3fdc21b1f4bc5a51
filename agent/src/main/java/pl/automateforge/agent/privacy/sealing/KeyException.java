package pl.automateforge.agent.privacy.sealing;

/**
 * Texts cannot be sealed or unsealed with the keys that are there. The message names the keys by
 * their fingerprints, and what a person can do.
 */
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyException(String message) {
    super(message);
  }

  KeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
