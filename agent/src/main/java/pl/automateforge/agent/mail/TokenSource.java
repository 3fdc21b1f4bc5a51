package pl.automateforge.agent.mail;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Where access tokens come from. Safe to use from many threads. */
public interface TokenSource {

  /**
   * A token that is valid now.
   *
   * @throws IOException in a sentence, where the token service gives none
   */
  String token() throws IOException;

  /** The server refused this token though it should be valid: the next one is fetched anew. */
  void refused(String token);

  /** When the token that is held now ends; empty where none is held or its end is not known. */
  Optional<Instant> expires();
}
