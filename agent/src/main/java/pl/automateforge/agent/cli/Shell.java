package pl.automateforge.agent.cli;

/** Words as a POSIX shell reads them. */
final class Shell {
  private Shell() {}

  /** The text as one word: as it is where that is safe, else in single quotes. */
  static String word(String text) {
    return text.matches("[A-Za-z0-9_./:@%+,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
