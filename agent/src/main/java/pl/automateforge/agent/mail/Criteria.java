package pl.automateforge.agent.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Words of a command that come from elsewhere: what would begin another command is refused. */
final class Criteria {
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Pattern FLAG = Pattern.compile("\\\\?[\\x21-\\x7e&&[^(){%*\"\\\\\\]]]+");

  private Criteria() {}

  static String safe(String criteria) {
    return ascii(criteria);
  }

  static String ascii(String text) {
    if (!PRINTABLE.matcher(text).matches()) {
      throw new IllegalArgumentException("not printable ASCII: '" + ServerText.shown(text) + "'");
    }
    return text;
  }

  static String flags(String... flags) {
    List<String> written = new ArrayList<>();
    for (String flag : flags) {
      if (!FLAG.matcher(flag).matches()) {
        throw new IllegalArgumentException("no flag: '" + ServerText.shown(flag) + "'");
      }
      written.add(flag);
    }
    return String.join(" ", written);
  }
}
