package pl.automateforge.agent.decision;

import java.util.List;
import java.util.Locale;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.OutputSpec;

/** What prompt and schema say about answers and actions, in the language of the prompt. */
enum AnswerWords {
  ENGLISH {
    @Override
    String reason() {
      return "Why this category: one or two sentences. Written before the category is chosen.";
    }

    @Override
    String category() {
      return "The id of exactly one category.";
    }

    @Override
    String confidence() {
      return "How sure you are that the category is right: 0 is a guess, 1 is certain.";
    }

    @Override
    String text(int told) {
      return "text of at most " + told + " characters; null where it does not apply";
    }

    @Override
    String date() {
      return "a date such as 2026-11-22; null where there is none";
    }

    @Override
    String number() {
      return "a number; null where there is none";
    }

    @Override
    String bool() {
      return "true or false; null where it cannot be known";
    }

    @Override
    String nothing() {
      return "nothing more";
    }

    @Override
    String happens(ActionSpec action) {
      return switch (action) {
        case ActionSpec.File file -> "written to a file";
        case ActionSpec.Webhook webhook -> "passed to another system";
        case ActionSpec.Review review -> "a person looks at it";
        case ActionSpec.ImapMove move -> "moved to another mail folder";
        case ActionSpec.ImapFlag flag -> "marked in the mailbox";
        case ActionSpec.ImapDraft draft -> "a draft of an answer is written for a person to send";
        case ActionSpec.Reply reply -> "answered by mail once a person agreed";
        case ActionSpec.Email email -> "colleagues are told by mail";
        case ActionSpec.Slack slack -> "colleagues are told in Slack";
        case ActionSpec.Teams teams -> "colleagues are told in Teams";
        case ActionSpec.Http http -> "passed to another system";
        case ActionSpec.Sql sql -> "written to a database";
      };
    }
  },
  POLISH {
    @Override
    String reason() {
      return "Dlaczego ta kategoria: jedno lub dwa zdania. Pisane przed wyborem kategorii.";
    }

    @Override
    String category() {
      return "Id dokładnie jednej kategorii.";
    }

    @Override
    String confidence() {
      return "Na ile kategoria jest pewna: 0 to zgadywanie, 1 to pewność.";
    }

    @Override
    String text(int told) {
      return "tekst do " + told + " znaków; null, gdy nie dotyczy";
    }

    @Override
    String date() {
      return "data, na przykład 2026-11-22; null, gdy jej nie ma";
    }

    @Override
    String number() {
      return "liczba; null, gdy jej nie ma";
    }

    @Override
    String bool() {
      return "true albo false; null, gdy nie wiadomo";
    }

    @Override
    String nothing() {
      return "nic więcej";
    }

    @Override
    String happens(ActionSpec action) {
      return switch (action) {
        case ActionSpec.File file -> "zapis do pliku";
        case ActionSpec.Webhook webhook -> "przekazanie do innego systemu";
        case ActionSpec.Review review -> "ogląda ją człowiek";
        case ActionSpec.ImapMove move -> "przeniesienie do innego folderu poczty";
        case ActionSpec.ImapFlag flag -> "oznaczenie w skrzynce";
        case ActionSpec.ImapDraft draft -> "szkic odpowiedzi, który wyśle człowiek";
        case ActionSpec.Reply reply -> "odpowiedź mailem po zgodzie człowieka";
        case ActionSpec.Email email -> "powiadomienie współpracowników mailem";
        case ActionSpec.Slack slack -> "powiadomienie współpracowników na Slacku";
        case ActionSpec.Teams teams -> "powiadomienie współpracowników w Teams";
        case ActionSpec.Http http -> "przekazanie do innego systemu";
        case ActionSpec.Sql sql -> "zapis do bazy danych";
      };
    }
  };

  static AnswerWords of(Language language) {
    return switch (language) {
      case PL -> POLISH;
      case EN, MULTILINGUAL -> ENGLISH;
    };
  }

  abstract String reason();

  abstract String category();

  abstract String confidence();

  abstract String text(int told);

  abstract String date();

  abstract String number();

  abstract String bool();

  abstract String nothing();

  abstract String happens(ActionSpec action);

  String field(OutputSpec.Field field) {
    return switch (field.type()) {
      case TEXT -> text(told(field.maxLength()));
      case DATE -> date();
      case NUMBER -> number();
      case BOOLEAN -> bool();
    };
  }

  String happens(List<ActionSpec> actions) {
    if (actions.isEmpty()) {
      return nothing();
    }
    return String.join(", ", actions.stream().map(this::happens).distinct().toList());
  }

  String fileSuffix() {
    return this == POLISH ? "pl" : "en";
  }

  static String share(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * A model cannot count characters, and an answer over the limit does not count: it is told to
   * stay a fifth below.
   */
  private static int told(int limit) {
    return Math.max(1, limit - limit / 5);
  }
}
