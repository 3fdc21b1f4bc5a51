package pl.automateforge.agent.standin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way of failing that a stand-in shows on demand. */
public enum Fault {
  /** An answer that refuses, with its category and without content. */
  REFUSE("refuse"),
  /** The request is read and never answered. */
  HANG("hang"),
  /** 429 with {@code retry-after}. */
  RATE_LIMIT("429"),
  /** 500. */
  SERVER_ERROR("500"),
  /** 529: overloaded. */
  OVERLOADED("529"),
  /** 200 with a page of HTML, as a captive portal sends. */
  HTML("html"),
  /** 200 with JSON that ends in the middle. */
  BROKEN_JSON("broken-json"),
  /** A proper envelope whose text does not follow the schema that was asked for. */
  WRONG_SCHEMA("wrong-schema"),
  /** A proper answer with a category that nobody asked for. */
  FOREIGN_CATEGORY("foreign-category"),
  /** The right answer, byte by byte. */
  SLOW("slow"),
  /** The answer ends at the limit of tokens, in the middle of its text. */
  MAX_TOKENS("max-tokens"),
  /** The connection closes in the middle of the answer. */
  CUT_OFF("cut-off"),
  /** The request takes effect, then the connection closes without an answer. */
  NO_ANSWER("no-answer"),
  /** 502 with a page of HTML, as a proxy sends one. */
  HTML_ERROR("html-502"),
  /** The answer as a stream of events, though none was asked for. */
  EVENTS("events"),
  /** Chat completions: the schema is not looked at. */
  IGNORE_SCHEMA("ignore-schema"),
  /** Chat completions: of a long prompt only the first 512 tokens are read, without a word. */
  CUT_PROMPT("cut-prompt"),
  /** Chat completions: nothing is counted. */
  NO_USAGE("no-usage"),
  /** Chat completions: 400 where {@code max_tokens} is there. */
  NO_MAX_TOKENS("no-max-tokens"),
  /** Chat completions: 400 where {@code response_format} holds a schema. */
  NO_JSON_SCHEMA("no-json-schema"),
  /** Chat completions: 400 where {@code response_format} is there. */
  NO_RESPONSE_FORMAT("no-response-format");

  private final String word;

  Fault(String word) {
    this.word = word;
  }

  /** How options, markers and the control endpoint name it. */
  public String word() {
    return word;
  }

  /**
   * The fault of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  static Fault of(String word) {
    for (Fault fault : values()) {
      if (fault.word.equals(word.toLowerCase(Locale.ROOT))) {
        return fault;
      }
    }
    throw new IllegalArgumentException(
        "fault \"" + word + "\" is unknown; expected one of " + words(Arrays.asList(values())));
  }

  static String words(List<Fault> faults) {
    return faults.stream().map(Fault::word).collect(Collectors.joining(", "));
  }
}
