package pl.automateforge.agent.decision;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a service says of an error, or why it says nothing, as far as a person may be told. */
public final class ServiceWords {
  private static final int LIMIT = 300;

  /** So many characters in a row are a quotation. */
  private static final int QUOTED = 16;

  /** So begins every signed token: a JSON object in Base64. */
  private static final String TOKEN_START = "eyJ";

  private ServiceWords() {}

  /**
   * The words on one line, bounded; empty where they repeat a part of what must not be quoted, hold
   * a token, or say nothing.
   *
   * @param sent what must not be quoted: the item, the key
   */
  public static Optional<String> harmless(String words, String sent) {
    String line = PlainText.line(words, LIMIT);
    if (line.contains(TOKEN_START)) {
      return Optional.empty();
    }
    for (int at = 0; at + QUOTED <= line.length(); at++) {
      if (sent.contains(line.substring(at, at + QUOTED))) {
        return Optional.empty();
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  /**
   * Why there was no answer.
   *
   * @param address of the service, as it is told to a person
   */
  public static String noAnswer(String address, @Nullable Throwable cause) {
    String what =
        switch (cause) {
          case UnknownHostException unknown -> "its name cannot be resolved or is not allowed";
          case ConnectException refused -> "it accepts no connection";
          case SSLException tls -> "no secure connection could be made";
          case InterruptedIOException late -> "it did not answer in time";
          case IOException io -> "the connection broke";
          case null, default -> "the call failed";
        };
    return String.format(Locale.ROOT, "no answer from %s: %s", address, what);
  }
}
