package pl.automateforge.agent.decision.openai;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a server is asked. It begins with what most servers take; what one refuses by its name is
 * asked for in the next way.
 *
 * @param newerLimit {@code max_completion_tokens} instead of {@code max_tokens}
 */
record Manner(boolean newerLimit, Format format) {
  static final Manner FIRST = new Manner(false, Format.SCHEMA);

  private static final Pattern LIMIT = Pattern.compile("\\bmax_tokens\\b");
  private static final Pattern FORMAT =
      Pattern.compile(
          "response_?format|json_?schema|json_?object|structured.?output|guided.?(json|decoding)"
              + "|grammar",
          Pattern.CASE_INSENSITIVE);

  /** How the form of the answer is asked for. */
  enum Format {
    /** By {@code response_format} with the schema. */
    SCHEMA,
    /** By {@code response_format} for any JSON object; the schema stands in the prompt. */
    OBJECT,
    /** By the prompt alone. */
    NONE
  }

  /** The next way after this error; empty where it names nothing that could be left out. */
  Optional<Manner> instead(ServerError error) {
    if (!error.maybeOfTheRequest()) {
      return Optional.empty();
    }
    if (!newerLimit && error.names(LIMIT)) {
      return Optional.of(new Manner(true, format));
    }
    if (!error.names(FORMAT)) {
      return Optional.empty();
    }
    return switch (format) {
      case SCHEMA -> Optional.of(new Manner(newerLimit, Format.OBJECT));
      case OBJECT -> Optional.of(new Manner(newerLimit, Format.NONE));
      case NONE -> Optional.empty();
    };
  }

  /** What both know. */
  Manner and(Manner other) {
    return new Manner(
        newerLimit || other.newerLimit, format.compareTo(other.format) > 0 ? format : other.format);
  }

  /** In words, what the server does not take; empty where it takes everything. */
  String told() {
    String limit = newerLimit ? "; wants max_completion_tokens instead of max_tokens" : "";
    return limit
        + switch (format) {
          case SCHEMA -> "";
          case OBJECT ->
              "; refuses a schema in response_format, so that it stands in the prompt and JSON"
                  + " alone is asked for";
          case NONE -> "; refuses response_format, so that the schema stands in the prompt alone";
        };
  }
}
