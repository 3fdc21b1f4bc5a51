package pl.automateforge.agent.cli;

import java.util.List;
import java.util.Locale;

/** Takes ids as people give them: whole, or as many first digits as tell one from all others. */
final class Ids {
  private Ids() {}

  static String one(String kind, String given, List<String> found) {
    if (found.isEmpty()) {
      throw new CommandException(
          ExitCode.INVALID, "the journal knows no " + kind + " that begins with " + given);
    }
    if (found.size() > 1) {
      throw new CommandException(
          ExitCode.INVALID,
          "more than one " + kind + " begins with " + given + ": give more of its digits");
    }
    return found.getFirst();
  }

  static String digits(String given) {
    String lower = given.toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9a-f]{1,32}")) {
      throw new CommandException(
          ExitCode.INVALID, given + " is no id: up to 32 hexadecimal digits were expected");
    }
    return lower;
  }
}
