package pl.automateforge.agent.action.mail;

import pl.automateforge.agent.content.Content.TextLanguage;

/**
 * Tells people outside, and their programs, that an AI wrote a mail (AI Act, Art. 50). Each wording
 * has a version, which the effect's receipt names: so it can be shown later what a reader was told.
 */
final class AiNotice {
  /** Changes with every change of the words. */
  static final String VERSION = "1";

  /**
   * The field of the header for programs. No standard of mail has one: name and words are those
   * that the Internet-Draft draft-abaris-aicdh proposes for HTTP.
   */
  static final String HEADER = "AI-Disclosure";

  /** An AI wrote it and a person let it go. */
  static final String REVIEWED = "mode=ai-originated";

  /** An AI wrote it and nobody looked at it before it went. */
  static final String UNREVIEWED = "mode=machine-generated";

  private static final String POLISH_ANSWER =
      "Tę odpowiedź przygotowała i wysłała sztuczna inteligencja w imieniu nadawcy.";
  private static final String ENGLISH_ANSWER =
      "This answer was written and sent by an AI on behalf of the sender.";
  private static final String POLISH_MAIL =
      "Treść tej wiadomości przygotowała i wysłała sztuczna inteligencja w imieniu nadawcy.";
  private static final String ENGLISH_MAIL =
      "The content of this message was written and sent by an AI on behalf of the sender.";

  private AiNotice() {}

  /**
   * An answer with the notice below it, in the original's language; in both where it is another.
   */
  static String under(String text, TextLanguage language) {
    return below(
        text,
        switch (language) {
          case PL -> POLISH_ANSWER;
          case EN -> ENGLISH_ANSWER;
          case OTHER -> POLISH_ANSWER + "\n" + ENGLISH_ANSWER;
        });
  }

  /**
   * A mail of our own with the notice below it: who reads it is not known, so in both languages.
   */
  static String under(String text) {
    return below(text, POLISH_MAIL + "\n" + ENGLISH_MAIL);
  }

  /** The receipt of a mail that bears the notice. */
  static String receipt(String receipt) {
    return receipt + "; AI notice " + VERSION;
  }

  private static String below(String text, String notice) {
    return text.stripTrailing() + "\n\n" + notice + "\n";
  }
}
