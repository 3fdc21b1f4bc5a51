package pl.automateforge.agent.decision.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pl.automateforge.agent.spec.Example;

/** Short messages to an accountant's office, made from parts: always the same. */
public final class OfficeMail {
  public static final Set<String> CATEGORIES = Set.of("invoice", "tax-office", "question");

  private static final List<String> WHO =
      List.of("Dzień dobry,", "Witam,", "Szanowni Państwo,", "");
  private static final List<String> INVOICE =
      List.of(
          "przesyłam fakturę za marzec",
          "w załączniku rachunek za paliwo",
          "proszę zaksięgować korektę faktury",
          "faktura numer 12 do opłacenia");
  private static final List<String> OFFICE =
      List.of(
          "urząd skarbowy wzywa do wyjaśnień",
          "otrzymałem pismo z ZUS o zaległości",
          "wezwanie z urzędu w sprawie VAT",
          "kontrola skarbowa zapowiedziana na wtorek");
  private static final List<String> QUESTION =
      List.of(
          "jaki jest termin zapłaty podatku?",
          "czy mogę odliczyć samochód?",
          "kiedy trzeba złożyć deklarację?",
          "ile wynosi składka zdrowotna?");
  private static final List<String> END = List.of("Pozdrawiam", "Z poważaniem", "Dziękuję", "Jan");

  private OfficeMail() {}

  /** 64 of each category. */
  public static List<Example> examples() {
    List<Example> all = new ArrayList<>();
    add(all, "invoice", INVOICE);
    add(all, "tax-office", OFFICE);
    add(all, "question", QUESTION);
    return all;
  }

  /** Six of each category: too few to measure anything. */
  public static List<Example> few() {
    List<Example> some = new ArrayList<>();
    List<Example> all = examples();
    for (int i = 0; i < all.size(); i += 11) {
      some.add(all.get(i));
    }
    return some;
  }

  private static void add(List<Example> all, String label, List<String> matters) {
    for (String who : WHO) {
      for (String matter : matters) {
        for (String end : END) {
          all.add(new Example(who + " " + matter + ".\n" + end, label));
        }
      }
    }
  }
}
