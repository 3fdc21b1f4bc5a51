package pl.automateforge.agent.action.mail;

import java.util.regex.Pattern;

/** What may be set on a mail: some flags of the protocol, and keywords that are atoms. */
final class MailFlag {
  private static final Pattern SYSTEM = Pattern.compile("\\\\(Seen|Flagged|Answered)");
  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9$_+.:/-]{1,64}");

  private MailFlag() {}

  static boolean isSystem(String flag) {
    return SYSTEM.matcher(flag).matches();
  }

  /**
   * The flag, if it is one.
   *
   * @throws IllegalArgumentException in a sentence
   */
  static String require(String flag) {
    if (!isSystem(flag) && !KEYWORD.matcher(flag).matches()) {
      throw new IllegalArgumentException(
          "a keyword of 1 to 64 letters, digits and $ _ + . : / - of ASCII was expected, or \\Seen,"
              + " \\Flagged, \\Answered");
    }
    return flag;
  }
}
