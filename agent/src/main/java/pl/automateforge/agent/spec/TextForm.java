package pl.automateforge.agent.spec;

import java.util.List;
import java.util.regex.Pattern;

/** The forms that texts of a spec may have. Patterns hold for Java and for JSON Schema alike. */
enum TextForm {
  AGENT_NAME(
      "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
      "1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends"),
  ACTION_NAME(
      "[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,79}",
      "1 to 80 letters, digits, hyphens and underscores, beginning with a letter or digit"),
  CATEGORY_ID(
      "[^\\p{C}\\p{Z},]([^\\p{C}\\p{Zl}\\p{Zp},]{0,78}[^\\p{C}\\p{Z},])?",
      "1 to 80 printable characters without comma, control character or space at either end"),
  FIELD_NAME(
      "[A-Za-z][A-Za-z0-9_]{0,63}",
      "1 to 64 letters, digits and underscores of ASCII, beginning with a letter"),
  EMAIL(
      "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
          + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
      "an email address such as office@acme.example"),
  MAIL_FLAG(
      "[A-Za-z0-9$_+.:/-]{1,64}|\\\\(Seen|Flagged|Answered)",
      "a keyword of 1 to 64 letters, digits and $ _ + . : / - of ASCII, or \\Seen, \\Flagged,"
          + " \\Answered"),
  MAIL_FOLDER("[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}", "a folder's name of 1 to 200 printable characters"),
  DAILY("([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day such as \"08:00\""),
  WEEKLY(
      "(mon|tue|wed|thu|fri|sat|sun) ([01][0-9]|2[0-3]):[0-5][0-9]",
      "a day and a time such as \"mon 08:00\""),
  MONTHLY(
      "([1-9]|1[0-9]|2[0-8]) ([01][0-9]|2[0-3]):[0-5][0-9]",
      "a day of the month from 1 to 28 and a time, such as \"1 08:00\""),
  JSON_POINTER("(/[^/\\s]+)+", "a JSON pointer such as /data/items"),
  PIN(
      "sha256/[A-Za-z0-9+/]{43}=",
      "sha256/ and the certificate's key hash in Base64, 44 characters"),
  METRIC("[A-Za-z][A-Za-z0-9-]{0,39}", "a metric's name such as accuracy or p95"),
  MODEL_NAME("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}", "sonnet, haiku, opus or a full model id"),
  NETWORK(
      "[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?(/[0-9]{1,3})?|[0-9a-fA-F:]+(/[0-9]{1,3})?",
      "a host name, an address or a block such as 10.0.0.0/8"),
  COMPARISON(">=|<="),
  PERSONAL_DATA("pesel|nip|regon|iban|id-card|passport|payment-card|phone|email|name|address"),
  HTTP_METHOD("POST|PUT|PATCH|DELETE");

  private final Pattern pattern;
  private final String expected;
  private final boolean closed;

  TextForm(String pattern, String expected) {
    this.pattern = Pattern.compile(pattern);
    this.expected = expected;
    this.closed = false;
  }

  /** A closed set of words, with bars between them. */
  TextForm(String words) {
    this.pattern = Pattern.compile(words);
    this.expected = "one of " + words.replace("|", ", ");
    this.closed = true;
  }

  boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  String expected() {
    return expected;
  }

  /** Anchored, for JSON Schema. */
  String pattern() {
    return "^(?:" + pattern.pattern() + ")$";
  }

  /** The closed set; empty where the form is open. */
  List<String> words() {
    return closed ? List.of(pattern.pattern().split("\\|", -1)) : List.of();
  }
}
