package pl.automateforge.agent.run;

/** Words that came from outside, made fit for one line of a journal or a log. */
final class Words {
  private static final int LIMIT = 400;

  private Words() {}

  static String bounded(String words) {
    StringBuilder line = new StringBuilder(Math.min(words.length(), LIMIT));
    for (int i = 0; i < words.length() && line.length() < LIMIT; i++) {
      char c = words.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
