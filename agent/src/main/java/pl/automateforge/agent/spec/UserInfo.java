package pl.automateforge.agent.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the part of an address between {@code //} and {@code @}, which may hold a secret. */
final class UserInfo {
  private static final Pattern USER_INFO =
      Pattern.compile("(?<before>^[A-Za-z][A-Za-z0-9+.:-]*://)(?<info>[^/?#\\s]*)@");
  private static final Pattern ORACLE =
      Pattern.compile("(?<before>^jdbc:oracle:[a-z0-9]+:)(?<info>[^@]*)@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;](?:password|pwd|token|secret|key|sig|api[_-]?key)=)[^&;#\\s]*");

  private UserInfo() {}

  /** Whether a password, or a user without one, stands there outside of slots. */
  static boolean isInClear(String address) {
    return isInClear(USER_INFO.matcher(address), ":")
        || isInClear(ORACLE.matcher(address), "/")
        || PARAMETER
            .matcher(Slots.fill(address, UserInfo::hidden))
            .results()
            .anyMatch(m -> m.end() > m.end(1));
  }

  private static boolean isInClear(Matcher matcher, String separator) {
    if (!matcher.find()) {
      return false;
    }
    String info = Slots.fill(matcher.group("info"), UserInfo::hidden);
    int password = info.indexOf(separator);
    return !info.substring(password + 1).isEmpty();
  }

  /** Nothing for a slot that holds the value, its default where one stands in clear. */
  private static String hidden(Slots.Slot slot) {
    return slot.fallback().orElse("");
  }

  /** The address without it, fit to be shown. */
  static String without(String address) {
    String shown = USER_INFO.matcher(address).replaceFirst("${before}");
    shown = ORACLE.matcher(shown).replaceFirst("${before}@");
    return PARAMETER.matcher(shown).replaceAll("$1****");
  }
}
