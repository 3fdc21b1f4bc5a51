package pl.automateforge.agent.run;

/** Words that came from outside, made fit for one line of a journal or a log. */
final class Words {
  private static final int LIMIT = 400;

  private Words() {}

  /** Several sentences after one another, each with its full stop. */
  static String sentences(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      String sentence = part.strip();
      if (!sentence.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : " ").append(sentence);
        joined.append(".!?".indexOf(sentence.charAt(sentence.length() - 1)) >= 0 ? "" : ".");
      }
    }
    return joined.toString();
  }

  static String bounded(String words) {
    StringBuilder line = new StringBuilder(Math.min(words.length(), LIMIT));
    for (int i = 0; i < words.length() && line.length() < LIMIT; i++) {
      char c = words.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
