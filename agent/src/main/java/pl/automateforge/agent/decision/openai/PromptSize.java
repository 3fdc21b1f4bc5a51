package pl.automateforge.agent.decision.openai;

/**
 * How many tokens a prompt has at least, whatever the model. Some servers cut a prompt that is
 * longer than their context without a word and count only what is left: a count far below this is
 * how it shows. Natural text has two to five characters a token, and long runs of one character
 * have many: each run counts once.
 */
final class PromptSize {
  /** No natural text has so many characters a token. */
  private static final int MOST_CHARACTERS = 6;

  /** What most texts have. */
  private static final int USUAL_CHARACTERS = 4;

  /** Below this many characters a model's own way to count outweighs the text. */
  private static final int FEWEST_CHARACTERS = 3_000;

  private final int characters;

  private PromptSize(int characters) {
    this.characters = characters;
  }

  static PromptSize of(String text) {
    int counted = 0;
    int last = -1;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      int kind = Character.isLetterOrDigit(unit) || Character.isSurrogate(unit) ? unit : ' ';
      if (kind != last) {
        counted++;
      }
      last = kind;
    }
    return new PromptSize(counted);
  }

  PromptSize and(PromptSize other) {
    return new PromptSize(characters + other.characters);
  }

  /** Whether a server that counted so many tokens cannot have read all of it. */
  boolean isCutAt(long tokens) {
    return characters >= FEWEST_CHARACTERS && tokens > 0 && tokens < characters / MOST_CHARACTERS;
  }

  /** About how many tokens it has. */
  long about() {
    return characters / (USUAL_CHARACTERS * 100) * 100L;
  }
}
