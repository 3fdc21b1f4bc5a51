package pl.automateforge.agent.source.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server gave no list that can be read; the message says why, in words that hold no secret. */
final class AnswerException extends IOException {
  private final String cure;

  AnswerException(String sentence, String cure, @Nullable Throwable cause) {
    super(sentence, cause);
    this.cure = cure;
  }

  AnswerException(String sentence, String cure) {
    this(sentence, cure, null);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  String cure() {
    return cure;
  }
}
