package pl.automateforge.agent.action.mail;

import pl.automateforge.agent.content.Content.TextLanguage;

/** Tells the reader of an answer that an AI wrote it. */
final class AiNotice {
  private static final String POLISH =
      "Tę odpowiedź przygotowała i wysłała sztuczna inteligencja w imieniu nadawcy.";
  private static final String ENGLISH =
      "This answer was written and sent by an AI on behalf of the sender.";

  private AiNotice() {}

  /** The text with the notice below it, in the original's language; in both where it is another. */
  static String under(String text, TextLanguage language) {
    String notice =
        switch (language) {
          case PL -> POLISH;
          case EN -> ENGLISH;
          case OTHER -> POLISH + "\n" + ENGLISH;
        };
    return text.stripTrailing() + "\n\n" + notice + "\n";
  }
}
