package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Measures names and addresses on sentences made from words that the rules were not written by:
 * forms are spelt out here, and some of the surnames and first names are on no list.
 */
class NamesTests {
  /** First name and surname in the nominative, genitive, dative and instrumental. */
  private static final String[][] PEOPLE = {
    {"Tomasz Wróbel", "Tomasza Wróbla", "Tomaszowi Wróblowi", "Tomaszem Wróblem"},
    {"Agnieszka Kowalska", "Agnieszki Kowalskiej", "Agnieszce Kowalskiej", "Agnieszką Kowalską"},
    {"Marek Zając", "Marka Zająca", "Markowi Zającowi", "Markiem Zającem"},
    {"Małgorzata Lis", "Małgorzaty Lis", "Małgorzacie Lis", "Małgorzatą Lis"},
    {"Paweł Dąbrowski", "Pawła Dąbrowskiego", "Pawłowi Dąbrowskiemu", "Pawłem Dąbrowskim"},
    {"Ewa Szymańska-Duda", "Ewy Szymańskiej-Dudy", "Ewie Szymańskiej-Dudzie", "Ewą Szymańską-Dudą"},
    {
      "Grzegorz Brzęczyszczykiewicz",
      "Grzegorza Brzęczyszczykiewicza",
      "Grzegorzowi Brzęczyszczykiewiczowi",
      "Grzegorzem Brzęczyszczykiewiczem"
    },
    {"Zofia Sikora", "Zofii Sikory", "Zofii Sikorze", "Zofią Sikorą"},
    {"Jerzy Gołąb", "Jerzego Gołębia", "Jerzemu Gołębiowi", "Jerzym Gołębiem"},
    {"Oksana Melnyk", "Oksany Melnyk", "Oksanie Melnyk", "Oksaną Melnyk"},
    {"Thi Mai Nguyen", "Thi Mai Nguyen", "Thi Mai Nguyen", "Thi Mai Nguyen"},
    {"Peter Baker", "Petera Bakera", "Peterowi Bakerowi", "Peterem Bakerem"},
  };

  /** The number says the case. */
  private static final String[] SENTENCES = {
    "W imieniu klienta zgłaszam, że 0 zmienia adres.",
    "Proszę o kontakt z 3 w sprawie umowy.",
    "Dokumenty dla 1 wysłaliśmy wczoraj.",
    "Przekazałam to już 2 do podpisu.",
    "Sprawę prowadzi 0, a płatność potwierdza księgowość.",
    "Umowa została zawarta między spółką a 3.",
    "Nie mogę dodzwonić się do 1 od tygodnia.",
    "Rozmawiałem dziś z 3 o reklamacji.",
    "Pan 0 prosi o fakturę.",
    "Dzień dobry,\nproszę o zwrot.\n\nZ poważaniem,\n0",
    "Please contact 0 about the contract.",
    "Odbiorca: 0, telefon w systemie.",
  };

  private static final String[] ADDRESSES = {
    "ul. Polna 14/3",
    "ul. gen. Sikorskiego 8",
    "al. Jana Pawła II 27",
    "os. Słoneczne 5 m. 12",
    "pl. Wolności 1",
    "31-072 Kraków",
    "43-300 Bielsko-Biała",
    "ulicy Krótkiej 9a",
    "ul. 3 Maja 22",
    "12 High Street",
    "Zielona 7",
    "wieś Dolna 15",
  };

  /** No name and no address in these. */
  private static final String[] OTHERS = {
    "Szanowni Państwo, proszę o informację o Państwa Ofercie.",
    "W maju Polska podpisała umowę z firmą Acme.",
    "Dział Obsługi Klienta nie odpowiada od poniedziałku.",
    "Urząd Miasta w Krakowie wydał decyzję.",
    "Please see the Annual Report of Acme Limited.",
    "Pani Dyrektor prosi o raport, a Pan Prezes go czeka.",
    "Uniwersytet Warszawski i Bank Polski.",
    "Zespół Acme życzy Wesołych Świąt.",
    "Faktura pro forma za marzec, wersja Robocza.",
    "We moved to the New York office in April.",
  };

  private static final class Tally {
    private int found;
    private int missed;
    private int wrong;

    double recall() {
      return (double) found / (found + missed);
    }

    void print(String what) {
      double precision = (double) found / (found + wrong);
      double f2 = 5 * precision * recall() / (4 * precision + recall());
      System.out.printf(
          Locale.ROOT,
          "%s: recall %.1f %%, precision %.1f %%, F2 %.3f (%d found, %d missed, %d false)%n",
          what,
          100 * recall(),
          100 * precision,
          f2,
          found,
          missed,
          wrong);
    }
  }

  @Test
  void findsMostNamesAndAddresses() {
    var random = new Random(4);
    var names = new Tally();
    var addresses = new Tally();
    for (int i = 0; i < 1_500; i++) {
      String[] person = PEOPLE[random.nextInt(PEOPLE.length)];
      String sentence = SENTENCES[random.nextInt(SENTENCES.length)];
      int form = sentence.replaceAll("\\D", "").charAt(0) - '0';
      look(sentence.replaceFirst("[0-3]", person[form]), person[form], PersonalData.NAME, names);
      String address = ADDRESSES[random.nextInt(ADDRESSES.length)];
      look(
          "Mieszkam przy " + address + ", proszę o wysyłkę.",
          address,
          PersonalData.ADDRESS,
          addresses);
      String other = OTHERS[random.nextInt(OTHERS.length)];
      look(other, "", PersonalData.NAME, names);
      look(other, "", PersonalData.ADDRESS, addresses);
    }
    names.print("names");
    addresses.print("addresses");
    assertThat(names.recall()).isGreaterThan(0.85);
    assertThat(addresses.recall()).isGreaterThan(0.80);
  }

  /** Each word of a name counts. */
  private static void look(String text, String value, PersonalData kind, Tally tally) {
    Redacting redacting = Redactor.of(Set.of(kind), new Random(1)).begin();
    String redacted = redacting.redact(text);
    for (String word : value.isEmpty() ? new String[0] : value.split("[ -]", -1)) {
      boolean left = redacted.contains(word);
      tally.found += left ? 0 : 1;
      tally.missed += left ? 1 : 0;
    }
    for (String original : redacting.tokens().originals().values()) {
      tally.wrong +=
          value.contains(original) || (!value.isEmpty() && original.contains(value)) ? 0 : 1;
    }
  }

  @Test
  void knowsASurnameAgainInAnotherCase() {
    String masked =
        Redactor.of(List.of(PersonalData.NAME))
            .masked("Piszę w imieniu Jana Gajosa. Z Gajosem można się spotkać, Gajos czeka.");

    assertThat(masked)
        .isEqualTo("Piszę w imieniu ⟦NAME⟧. Z ⟦NAME⟧ można się spotkać, ⟦NAME⟧ czeka.");
  }
}
