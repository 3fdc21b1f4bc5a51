package pl.automateforge.agent.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * No access token could be had. The message says what happened and what cures it, and holds neither
 * a secret nor a token.
 */
public final class AccessTokenException extends IOException {
  private final String sentence;
  private final String cure;
  private final boolean lasting;
  private final boolean aboutTheClient;

  AccessTokenException(String sentence, String cure, boolean lasting, @Nullable Throwable cause) {
    this(sentence, cure, lasting, false, cause);
  }

  private AccessTokenException(
      String sentence,
      String cure,
      boolean lasting,
      boolean aboutTheClient,
      @Nullable Throwable cause) {
    super(sentence + "; " + cure, cause);
    this.sentence = sentence;
    this.cure = cure;
    this.lasting = lasting;
    this.aboutTheClient = aboutTheClient;
  }

  /** What happened. */
  public String sentence() {
    return sentence;
  }

  /** What a person can do about it. */
  public String cure() {
    return cure;
  }

  /** Whether asking again makes no sense before a person has done something. */
  public boolean lasting() {
    return lasting;
  }

  /** Whether the service did not take the application for the one it says to be. */
  boolean isAboutTheClient() {
    return aboutTheClient;
  }

  /** The same, about the application itself. */
  AccessTokenException aboutTheClient() {
    return new AccessTokenException(sentence, cure, lasting, true, getCause());
  }

  /** The same for another thread that waited for the same answer. */
  AccessTokenException again() {
    return new AccessTokenException(sentence, cure, lasting, aboutTheClient, this);
  }
}
